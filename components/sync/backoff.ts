import { Problem } from './problem'

const MAX_BACKOFF_MS = 30_000
/** Upper limit for Retry-After: a response of a proxy must not stop a tab for days. */
const MAX_RETRY_AFTER_MS = 60 * 60_000

/**
 * Returns the delay in ms before the next attempt. It doubles with each failure up to 30 s, is random so that tabs do
 * not retry at the same time, and is at least the server's Retry-After.
 */
export function backoffMs(failures: number, error: unknown, firstMs = 1000): number {
  const maxMs = Math.min(firstMs * 2 ** failures, MAX_BACKOFF_MS)
  return Math.max(maxMs * (0.5 + Math.random() / 2), retryAfterMs(error))
}

/** Returns the delay in ms that the server asked for with Retry-After, or 0. */
export const retryAfterMs = (error: unknown): number =>
  error instanceof Problem ? Math.min((error.retryAfterSeconds ?? 0) * 1000, MAX_RETRY_AFTER_MS) : 0
