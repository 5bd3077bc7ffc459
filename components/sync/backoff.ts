import { Problem } from './problem'

const MAX_BACKOFF_MS = 30_000
/** Maximum Retry-After that is respected: a proxy must not silence a tab for days. */
const MAX_RETRY_AFTER_MS = 60 * 60_000

/** Returns the delay after that many failures: exponential with jitter, and at least the server's Retry-After. */
export function backoffMs(failures: number, error: unknown, firstMs = 1000): number {
  const own = Math.min(firstMs * 2 ** failures, MAX_BACKOFF_MS)
  return Math.max(own * (0.5 + Math.random() / 2), retryAfterMs(error))
}

/** Returns the server's Retry-After in milliseconds, or 0. */
export const retryAfterMs = (error: unknown): number =>
  error instanceof Problem ? Math.min((error.retryAfterSeconds ?? 0) * 1000, MAX_RETRY_AFTER_MS) : 0
