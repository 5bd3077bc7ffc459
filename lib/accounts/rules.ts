import { hasBidiControls } from '@/lib/bidi-controls'
import { hasHiddenCharacters, hasStackedMarks, hasUnprintableCharacters, isBlank } from '@/lib/characters'

/** Maximum length of a bio. */
export const MAX_BIO_CODE_POINTS = 500

/** Maximum size of an uploaded picture. */
export const MAX_PICTURE_BYTES = 10 * 1024 * 1024

/** Longer than any username with surrounding spaces. */
const MAX_TYPED_LENGTH = 256
const AROUND = '[\\p{Z}\\p{Cc}\\p{Cf}]*'
const BEFORE = new RegExp(`^${AROUND}@?${AROUND}`, 'u')
const AFTER = new RegExp(`${AROUND}$`, 'u')

/**
 * Normalizes a typed or pasted username: lower case, normal width, without a leading @ and without surrounding spaces
 * and invisible characters. Sign-in, its rate limits and sign-up all use it.
 */
export const normalizeUsername = (typed: string): string =>
  typed.length > MAX_TYPED_LENGTH ? typed : typed.normalize('NFKC').replace(BEFORE, '').replace(AFTER, '').toLowerCase()

/** Returns why a new display name is not allowed, or undefined. */
export function displayNameError(name: string): string | undefined {
  if (hasUnprintableCharacters(name) || hasBidiControls(name)) return 'Leave out control characters.'
  if (isBlank(name)) return 'Write a name.'
  if (hasHiddenCharacters(name)) return 'Leave out invisible characters.'
  if (hasStackedMarks(name)) return 'Leave out some of the marks above and below the letters.'
  return undefined
}

/** Time for which a link for a new password is valid. */
export const RESET_MINUTES = 60

const RESET_TOKEN = /^[\w-]{43}$/

/** Returns the token, or one that no link has, so that a malformed token is answered like an unknown one. */
export const parseResetToken = (text: string): string => (RESET_TOKEN.test(text) ? text : '')

/** Path of the page that the link for a new password opens. */
export const resetPath = (token: string) => `/reset/${token}`
