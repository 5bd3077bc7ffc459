import 'server-only'
import { limitsInForce } from '@/lib/env'
import { AppError } from '@/lib/errors'

const LEAST_BYTES = 64 * 1024
/** An emoji written as two JSON escapes. */
const MOST_BYTES_PER_CODE_POINT = 12

/** The largest body that is read: a batch of ids is small, a message as long as the host allows. */
export const maxBodyBytes = () => LEAST_BYTES + limitsInForce().messageCodePoints * MOST_BYTES_PER_CODE_POINT

export const tooLarge = () => new AppError('too_large', 'too_large', 'The body is too large.')

/** The caller went away before the body was there; nobody is left to read the answer. */
export const aborted = (cause: unknown) => new AppError('malformed', 'aborted', 'The body ended too early.', { cause })
