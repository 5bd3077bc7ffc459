/** Minimum is one day. */
export const INVITATION_DAYS_MAX = 30
export const INVITATION_DAYS_DEFAULT = 7
export const INVITATION_USES_MAX = 100
export const INVITATION_USES_DEFAULT = 1
export const INVITATION_LABEL_MAX = 60

export type InvitationState = 'live' | 'used_up' | 'expired' | 'revoked'

interface Standing {
  revoked: boolean
  expiresAt: Date | string
  usesLeft: number
}

/** A used-up invitation is otherwise valid: users who have used it can still open it. */
export function stateOf({ revoked, expiresAt, usesLeft }: Standing, now: Date): InvitationState {
  if (revoked) return 'revoked'
  if (new Date(expiresAt) <= now) return 'expired'
  return usesLeft > 0 ? 'live' : 'used_up'
}

/** Whether the visitor can open the invitation: it has not ended, and it has uses left or the visitor has used it. */
export function isUsableBy(visitor: { hasUsed: boolean }, invitation: Standing, now: Date): boolean {
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

const TOKEN = /^[\w-]{22}$/

/** Returns the token, or one that no invitation has, so that a malformed token is answered like an unknown one. */
export const parseToken = (text: string): string => (TOKEN.test(text) ? text : '')

/** Path of the page that the invitation link opens. */
export const invitationPath = <Token extends string>(token: Token): `/i/${Token}` => `/i/${token}`
