import 'server-only'
import { currentLimits } from '@/lib/env'
import { AppError } from '@/lib/errors'

const BASE_BYTES = 64 * 1024
/** An emoji written as two JSON escapes. */
const MAX_BYTES_PER_CODE_POINT = 12

/** The largest body that is read: a batch of ids is small, a message as long as the host allows. */
export const maxBodyBytes = () => BASE_BYTES + currentLimits().messageCodePoints * MAX_BYTES_PER_CODE_POINT

export const bodyTooLarge = () => new AppError('too_large', 'too_large', 'The body is too large.')

/** The caller went away before the body was there; nobody is left to read the answer. */
export const bodyAborted = (cause: unknown) =>
  new AppError('malformed', 'aborted', 'The body ended too early.', { cause })

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }) // A byte order mark stays: it is no JSON.

/** The body as text. Refuses bytes that are no UTF-8, of which nobody could say afterwards what was written. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch (cause) {
    throw notUtf8(cause)
  }
}

/** The fields of a query or a form. Refuses escapes that are no UTF-8; a stray % is itself. */
export function* parseFields(text: string): Generator<[string, string]> {
  try {
    text.replaceAll(/(?:%[0-9a-f]{2})+/gi, decodeURIComponent)
  } catch (cause) {
    throw notUtf8(cause)
  }
  yield* new URLSearchParams(text)
}

const notUtf8 = (cause: unknown) =>
  new AppError('malformed', 'malformed', 'What was sent is not written in UTF-8.', { cause })

/** The rest of the body did not come in time. */
export const bodyTimedOut = () => new AppError('timed_out', 'timed_out', 'The body took too long to arrive.')
