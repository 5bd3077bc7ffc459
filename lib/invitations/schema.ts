import { z } from 'zod'
import type { Person } from '@/lib/accounts/schema'
import { hasBidiControls } from '@/lib/bidi-controls'
import { emptyIfBlank } from '@/lib/characters'
import type { Relation } from '@/lib/friends/rules'
import { id, idInPath } from '@/lib/ids'
import { text, wholeNumber } from '@/lib/text'
import {
  DEFAULT_INVITATION_DAYS,
  DEFAULT_INVITATION_USES,
  type InvitationState,
  MAX_INVITATION_DAYS,
  MAX_INVITATION_LABEL_CODE_POINTS,
  MAX_INVITATION_USES,
  parseToken,
} from './rules'

const within = (max: number) => {
  const message = `Choose a whole number from 1 to ${max}.`
  return z.number(message).int(message).min(1, message).max(max, message)
}

export const createInvitationInput = z.object({
  label: text
    .normalize('NFC')
    .trim()
    .max(MAX_INVITATION_LABEL_CODE_POINTS, `Use at most ${MAX_INVITATION_LABEL_CODE_POINTS} characters.`)
    .refine(
      (label) => label.isWellFormed() && !/\p{Cc}/u.test(label) && !hasBidiControls(label),
      'Leave out control characters.',
    )
    .overwrite(emptyIfBlank)
    .default(''),
  days: within(MAX_INVITATION_DAYS).default(DEFAULT_INVITATION_DAYS),
  uses: within(MAX_INVITATION_USES).default(DEFAULT_INVITATION_USES),
  /** Without it, a link for one person makes friends at once and a link for many asks. */
  asksFirst: z.boolean('Choose whether you want to be asked.').optional(),
})
export type CreateInvitationInput = z.infer<typeof createInvitationInput>

export const listInvitationsInput = z.object({
  cursor: id.optional(),
  limit: wholeNumber.pipe(z.number().min(1).max(100)).default(50),
})
export type ListInvitationsInput = z.infer<typeof listInvitationsInput>

export const ownInvitationInput = z.object({ invitationId: idInPath })

export const acceptInvitationInput = z.object({ token: z.string().transform(parseToken) })

/** An invitation as its owner sees it. */
export interface Invitation {
  id: string
  /** The owner's private label. */
  label: string
  /** Path of the link: `/i/` and the token. */
  path: string
  /** Number of uses when it was created. */
  uses: number
  usesLeft: number
  createdAt: string
  expiresAt: string
  revoked: boolean
  /** Whether its users send a request; otherwise they become friends of the owner at once. */
  asksFirst: boolean
  /** State at the time of the fetch. */
  state: InvitationState
}

/** An invitation as visitors of the link see it. */
export interface InvitationPreview {
  owner: Person
  /** Whether the viewer would send a request, or become a friend at once. */
  asksFirst: boolean
  /** Relation of the viewer to the owner; `self` for the owner, null when signed out. */
  relation: Relation | 'self' | null
}
