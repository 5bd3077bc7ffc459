/** Minimum is one day. */
export const MAX_INVITATION_DAYS = 30
export const DEFAULT_INVITATION_DAYS = 7
export const MAX_INVITATION_USES = 100
export const DEFAULT_INVITATION_USES = 1
export const MAX_INVITATION_LABEL_CODE_POINTS = 60

export type InvitationState = 'live' | 'used_up' | 'expired' | 'revoked'

interface InvitationLimits {
  revoked: boolean
  expiresAt: Date | string
  usesLeft: number
}

/** A used-up invitation is otherwise valid: users who have used it can still open it. */
export function stateOf({ revoked, expiresAt, usesLeft }: InvitationLimits, now: Date): InvitationState {
  if (revoked) return 'revoked'
  if (new Date(expiresAt) <= now) return 'expired'
  return usesLeft > 0 ? 'live' : 'used_up'
}

/** Whether the visitor can open the invitation: it has not ended, and it has uses left or the visitor has used it. */
export function isUsableBy(visitor: { hasUsed: boolean }, invitation: InvitationLimits, now: Date): boolean {
  switch (stateOf(invitation, now)) {
    case 'live':
      return true
    case 'used_up':
      return visitor.hasUsed
    case 'expired':
    case 'revoked':
      return false
  }
}

interface Plain extends InvitationLimits {
  label: string
  uses: number
  asksFirst: boolean
}

/** Whether this is a link as it is created without any choice, and nobody has used it. */
export const isUnused = (invitation: Plain, now: Date): boolean =>
  stateOf(invitation, now) === 'live' &&
  invitation.uses === DEFAULT_INVITATION_USES &&
  invitation.label === '' &&
  !invitation.asksFirst

/** Whether a new invitation asks its owner first, unless they choose: a link for one person is an answer already. */
export const asksFirstByDefault = (uses: number): boolean => uses > 1

/**
 * Whether this visitor sends a request. The consent of a link counts once for each person: a friendship that was ended
 * does not come back by the same link.
 */
export const mustAsk = ({ asksFirst, hasUsed }: { asksFirst: boolean; hasUsed: boolean }): boolean =>
  asksFirst || hasUsed

const TOKEN = /^[\w-]{22}$/

/** Returns the token, or one that no invitation has, so that a malformed token is answered like an unknown one. */
export const parseToken = (text: string): string => (TOKEN.test(text) ? text : '')

/** Path of the page that the invitation link opens. */
export const invitationPath = <Token extends string>(token: Token): `/i/${Token}` => `/i/${token}`
