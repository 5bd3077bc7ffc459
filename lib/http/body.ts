import 'server-only'
import { currentLimits } from '@/lib/env'
import { AppError } from '@/lib/errors'

const BASE_BYTES = 64 * 1024
/** A code point outside the BMP, written as two JSON escapes. */
const MAX_BYTES_PER_CODE_POINT = 12

/** Maximum size of a body in bytes. It follows from the operator's limit on the length of a message. */
export const maxBodyBytes = () => BASE_BYTES + currentLimits().messageCodePoints * MAX_BYTES_PER_CODE_POINT

export const bodyTooLarge = () => new AppError('too_large', 'too_large', 'The body is too large.')

/** The client closed the connection before the whole body had arrived. */
export const bodyAborted = (cause: unknown) =>
  new AppError('malformed', 'aborted', 'The body ended too early.', { cause })

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }) // A byte order mark is kept, because it is not valid JSON.

/** Decodes the body. Throws 400 for bytes that are not UTF-8, because replacing them would change the text. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch (cause) {
    throw notUtf8(cause)
  }
}

/** Parses the fields of a query or a form. Throws 400 for escapes that are not UTF-8; a single % stays as it is. */
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

/** The body did not arrive in time. */
export const bodyTimedOut = () => new AppError('timed_out', 'timed_out', 'The body took too long to arrive.')
