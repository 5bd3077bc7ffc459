import {
  hasDirectionControls,
  hasHiddenCharacters,
  hasStackedMarks,
  hasUnprintableCharacters,
  isBlank,
} from '@/lib/characters'

/** How long a bio may be. */
export const BIO_CODE_POINTS_MAX = 500

/** The largest picture that is taken in. */
export const PICTURE_BYTES_MAX = 10 * 1024 * 1024

/** Longer than any username with what may be typed around it. */
const TYPED_MAX = 256
const AROUND = '[\\p{Z}\\p{Cc}\\p{Cf}]*'
const BEFORE = new RegExp(`^${AROUND}@?${AROUND}`, 'u')
const AFTER = new RegExp(`${AROUND}$`, 'u')

/**
 * The username that somebody means by what they typed or pasted: in small letters of ordinary width, without the @ that
 * is written before it, and without what is not seen around it. Signing in, its limits and signing up mean the same.
 */
export const normalizeUsername = (typed: string): string =>
  typed.length > TYPED_MAX ? typed : typed.normalize('NFKC').replace(BEFORE, '').replace(AFTER, '').toLowerCase()

/** Why nobody may be called so from now on, or undefined when they may. */
export function displayNameError(name: string): string | undefined {
  if (hasUnprintableCharacters(name) || hasDirectionControls(name)) return 'Leave out control characters.'
  if (isBlank(name)) return 'Write a name.'
  if (hasHiddenCharacters(name)) return 'Leave out invisible characters.'
  if (hasStackedMarks(name)) return 'Leave out some of the marks above and below the letters.'
  return undefined
}
