import { z } from 'zod'
import { emptyIfBlank, hasDirectionControls, isWellFormed } from '@/lib/characters'
import { idInPath } from '@/lib/ids'
import type { Limits } from '@/lib/limits'
import { text } from '@/lib/text'
import { BIO_CODE_POINTS_MAX, displayNameError, normalizeUsername } from './rules'
import { usernameError } from './usernames'

const PASSWORD_MIN = 8
const PASSWORD_MAX = 128
export const DISPLAY_NAME_MAX = 60

export const username = z
  .string()
  .overwrite(normalizeUsername)
  .regex(/^[a-z0-9_.]{3,30}$/, 'Use 3 to 30 letters, digits, dots or underscores.')

const nameAsKept = z
  .string()
  .normalize('NFC')
  .trim()
  .min(1, 'Write a name.')
  .max(DISPLAY_NAME_MAX, `Use at most ${DISPLAY_NAME_MAX} characters.`)

/** A username for a new account; existing accounts keep names that today's rules do not allow. */
const newUsername = username.superRefine((name, context) => {
  const fault = usernameError(name)
  if (fault) context.addIssue({ code: 'custom', message: fault })
})

/** A display name in any script, without invisible characters and without marks that reach outside it. */
export const displayName = nameAsKept.superRefine((name, context) => {
  const fault = displayNameError(name)
  if (fault) context.addIssue({ code: 'custom', message: fault })
})

/** Normalized before it is counted, because keyboards may send an accented letter as one character or as two. */
const password = z.string().refine(isWellFormed, 'There is half a character in it.').normalize('NFC')

const newPassword = password
  .min(PASSWORD_MIN, `Use at least ${PASSWORD_MIN} characters.`)
  .max(PASSWORD_MAX, `Use at most ${PASSWORD_MAX} characters.`)

export const createAccountInput = z.object({ username: newUsername, displayName, password: newPassword })

export type CreateAccountInput = z.infer<typeof createAccountInput>

export const credentialsInput = z.object({ username, password: password.min(1).max(PASSWORD_MAX) })

/** A few lines of text; may be empty. */
const bio = z
  .string()
  .refine(isWellFormed, 'There is half a character in it.')
  .overwrite((lines) => lines.replaceAll('\r\n', '\n'))
  .normalize('NFC')
  .trim()
  .refine((lines) => [...lines].length <= BIO_CODE_POINTS_MAX, `Use at most ${BIO_CODE_POINTS_MAX} characters.`)
  .refine((lines) => !/[^\P{Cc}\n]/u.test(lines) && !hasDirectionControls(lines), 'Leave out control characters.')
  .overwrite(emptyIfBlank)

/** Changes the given fields. An unchanged name may be older than today's rules, which the service checks. */
export const changeProfileInput = z.strictObject({
  displayName: nameAsKept.optional(),
  bio: bio.optional(),
  seenOnlineBy: z.enum(['friends', 'nobody'], 'Choose who.').optional(),
  readReceipts: z.boolean().optional(),
})

export type ProfileChange = z.infer<typeof changeProfileInput>

/** `current` may be absent for an account without a password. */
export const changePasswordInput = z.strictObject({ current: password.max(PASSWORD_MAX).optional(), next: newPassword })

export type PasswordChange = z.infer<typeof changePasswordInput>

/** The bytes of a picture in any of the usual formats. */
export const newPictureInput = z.object({ bytes: z.instanceof(Uint8Array) })

export const pictureInput = z.object({ pictureId: idInPath })

/** Maximum length of an address (RFC 5321, 4.5.3.1.3). */
export const EMAIL_ADDRESS_MAX = 254

/** An e-mail address in lower case, as it is stored and compared. */
export const emailAddress = text
  .normalize('NFC')
  .trim()
  .toLowerCase()
  .max(EMAIL_ADDRESS_MAX)
  .regex(/^[^@\s]+@[^@\s]+$/)

/** A user as others see them. */
export interface Person {
  id: string
  username: string
  displayName: string
  /** Id of the picture at `/api/pictures/:pictureId`. */
  pictureId: string | null
}

/** A person, or only the id of one whom the viewer may not see any more. */
export type VisiblePerson = Person | { id: string }

/** The signed-in user. */
export interface Self extends Person {
  plan: 'free' | 'pro'
  bio: string
  /** Who may see when this user is online. */
  seenOnlineBy: 'friends' | 'nobody'
  /** Whether read receipts are sent to peers. */
  readReceipts: boolean
  /** False for an account that was created through another provider and has no password yet. */
  hasPassword: boolean
}

export interface Counts {
  unread: number
  requests: number
  notifications: number
}

/** Body of `GET /api/me`; `cursor` was read before the rest. */
export interface MeResponse {
  user: Self
  limits: Limits
  counts: Counts
  cursor: number
}
