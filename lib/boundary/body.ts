import 'server-only'
import { AppError } from '@/lib/errors'

/** A message of 2000 code points is at most 24 KB of JSON; a batch of 100 ids is 4 KB. */
export const MAX_BODY_BYTES = 64 * 1024

export const tooLarge = () => new AppError('too_large', 'too_large', 'The body is larger than 64 KB.')
