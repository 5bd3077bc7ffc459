import { Problem } from './problem'

const LONGEST_MS = 30_000
/** What a server may ask for at most: an answer of a proxy must not silence a tab for days. */
const LONGEST_ASKED_MS = 60 * 60_000

/** How long to wait after so many failures: doubling, never the same for two tabs, and at least as long as the server asks. */
export function waitAfter(failures: number, error: unknown, firstMs = 1000): number {
  const own = Math.min(firstMs * 2 ** failures, LONGEST_MS)
  return Math.max(own * (0.5 + Math.random() / 2), askedMs(error))
}

/** How long the server has asked to be left alone. */
export const askedMs = (error: unknown): number =>
  error instanceof Problem ? Math.min((error.retryAfterSeconds ?? 0) * 1000, LONGEST_ASKED_MS) : 0
