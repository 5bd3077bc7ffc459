import { Problem } from './problem'

const MAX_BACKOFF_MS = 30_000
/** What a server may ask for at most: an answer of a proxy must not silence a tab for days. */
const MAX_RETRY_AFTER_MS = 60 * 60_000

/** How long to wait after so many failures: doubling, never the same for two tabs, and at least as long as the server asks. */
export function backoffMs(failures: number, error: unknown, firstMs = 1000): number {
  const own = Math.min(firstMs * 2 ** failures, MAX_BACKOFF_MS)
  return Math.max(own * (0.5 + Math.random() / 2), retryAfterMs(error))
}

/** How long the server has asked to be left alone. */
export const retryAfterMs = (error: unknown): number =>
  error instanceof Problem ? Math.min((error.retryAfterSeconds ?? 0) * 1000, MAX_RETRY_AFTER_MS) : 0
