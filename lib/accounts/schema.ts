import { z } from 'zod'
import { hasBidiControls } from '@/lib/bidi-controls'
import { emptyIfBlank, isWellFormed } from '@/lib/characters'
import { idInPath } from '@/lib/ids'
import type { Limits } from '@/lib/limits'
import { text } from '@/lib/text'
import { displayNameError, MAX_BIO_CODE_POINTS, normalizeUsername, parseResetToken } from './rules'
import { usernameError } from './usernames'

const PASSWORD_MIN = 8
const MAX_PASSWORD_LENGTH = 128
export const MAX_DISPLAY_NAME_LENGTH = 60

export const username = z
  .string()
  .overwrite(normalizeUsername)
  .regex(/^[a-z0-9_.]{3,30}$/, 'Use 3 to 30 letters, digits, dots or underscores.')

const nameAsKept = z
  .string()
  .normalize('NFC')
  .trim()
  .min(1, 'Write a name.')
  .max(MAX_DISPLAY_NAME_LENGTH, `Use at most ${MAX_DISPLAY_NAME_LENGTH} characters.`)

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
  .max(MAX_PASSWORD_LENGTH, `Use at most ${MAX_PASSWORD_LENGTH} characters.`)

export const createAccountInput = z.object({ username: newUsername, displayName, password: newPassword })

export type CreateAccountInput = z.infer<typeof createAccountInput>

export const credentialsInput = z.object({ username, password: password.min(1).max(MAX_PASSWORD_LENGTH) })

/** A few lines of text; may be empty. */
const bio = z
  .string()
  .refine(isWellFormed, 'There is half a character in it.')
  .overwrite((lines) => lines.replaceAll('\r\n', '\n'))
  .normalize('NFC')
  .trim()
  .refine((lines) => [...lines].length <= MAX_BIO_CODE_POINTS, `Use at most ${MAX_BIO_CODE_POINTS} characters.`)
  .refine((lines) => !/[^\P{Cc}\n]/u.test(lines) && !hasBidiControls(lines), 'Leave out control characters.')
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
export const changePasswordInput = z.strictObject({
  current: password.max(MAX_PASSWORD_LENGTH).optional(),
  next: newPassword,
})

export type PasswordChange = z.infer<typeof changePasswordInput>

export const resetPasswordInput = z.strictObject({
  token: z.string().transform(parseResetToken),
  password: newPassword,
})

export type ResetPassword = z.infer<typeof resetPasswordInput>

/** The bytes of a picture in any of the usual formats. */
export const newPictureInput = z.object({ bytes: z.instanceof(Uint8Array) })

export const pictureInput = z.object({ pictureId: idInPath })

/** Maximum length of an address (RFC 5321, 4.5.3.1.3). */
export const MAX_EMAIL_ADDRESS_LENGTH = 254

/** An e-mail address in lower case, as it is stored and compared. */
export const emailAddress = text
  .normalize('NFC')
  .trim()
  .toLowerCase()
  .max(MAX_EMAIL_ADDRESS_LENGTH)
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

/** Unread messages of one conversation. */
export interface UnreadConversation {
  conversationId: string
  lastSeq: number
  lastReadSeq: number
  unread: number
}

/** Body of `GET /api/me`; `cursor` was read before the rest. */
export interface MeResponse {
  user: Self
  limits: Limits
  counts: Counts
  /** Conversations with unread messages, and read ones with new messages, from which a client counts on. */
  unread: UnreadConversation[]
  cursor: number
}
