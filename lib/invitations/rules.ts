/** An invitation is open for one day at least. */
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

/** One that is used up is otherwise as good as a live one: whoever has used it still may look at it. */
export function stateOf({ revoked, expiresAt, usesLeft }: Standing, now: Date): InvitationState {
  if (revoked) return 'revoked'
  if (new Date(expiresAt) <= now) return 'expired'
  return usesLeft > 0 ? 'live' : 'used_up'
}

/** Whether the invitation leads anywhere for somebody: until its end, while there is room or they are in already. */
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

/** The token, or one that no invitation has: a malformed one is to be answered exactly as an unknown one. */
export const parseToken = (text: string): string => (TOKEN.test(text) ? text : '')

/** The page that the link of an invitation leads to. */
export const invitationPath = <Token extends string>(token: Token): `/i/${Token}` => `/i/${token}`
