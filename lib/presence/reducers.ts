import { isRecord } from '@/lib/events/define-event'
import type { LogEvent } from '@/lib/events/registry'
import { type ReducerResult, STALE } from '@/lib/pages'

/** Which friends are online, as a tab knows it. */
export interface OnlineState {
  userIds: string[]
  /**
   * Since when those are away who left while the tab was open; null where that is not known or not to be known. It
   * outdoes what any list said before; of those who are online it says nothing.
   */
  lastSeen: Record<string, string | null>
}

/** Whether a friend is there, and if not, since when; null where that is not known or not to be known. */
export interface Presence {
  online: boolean
  lastSeenAt: string | null
}

/** What the ephemeral event `presence` says of somebody. */
export interface PresenceChange {
  userId: string
  online: boolean
  lastSeenAt: string | null
}

/** The change that a socket message brings, or undefined for every other message. */
export function parsePresenceChange(message: unknown): PresenceChange | undefined {
  if (!isRecord(message) || message.type !== 'presence' || !isRecord(message.data)) return undefined
  const { userId, online, lastSeenAt } = message.data
  if (typeof userId !== 'string' || typeof online !== 'boolean') return undefined
  return { userId, online, lastSeenAt: typeof lastSeenAt === 'string' ? lastSeenAt : null }
}

/** The state with the whole set as it was just asked. Of those who are gone from it nobody said since when. */
export function withFetchedPresence(state: OnlineState | undefined, userIds: readonly string[]): OnlineState {
  const gone = state?.userIds.filter((id) => !userIds.includes(id)) ?? []
  return {
    userIds: [...userIds],
    lastSeen: { ...state?.lastSeen, ...Object.fromEntries(gone.map((id) => [id, null])) },
  }
}

/** Who was online by the one state and is not by the other, while nobody said since when. */
export const missedDepartures = (before: OnlineState | undefined, after: OnlineState): string[] =>
  before?.userIds.filter((id) => !after.userIds.includes(id) && after.lastSeen[id] === null) ?? []

/** Lets the lists and pages that name these people speak for them again: they were fetched anew. */
export function withoutUnknown(state: OnlineState, userIds: readonly string[]): OnlineState {
  const known = Object.entries(state.lastSeen).filter(([id, at]) => at !== null || !userIds.includes(id))
  return { ...state, lastSeen: Object.fromEntries(known) }
}

export function withChange({ userIds, lastSeen }: OnlineState, change: PresenceChange): OnlineState {
  const others = userIds.filter((id) => id !== change.userId)
  if (change.online) return { userIds: [...others, change.userId], lastSeen }
  return { userIds: others, lastSeen: { ...lastSeen, [change.userId]: change.lastSeenAt } }
}

/** The log tells who is a friend: of a new one presence has to be asked, of one who is none any more it is forgotten. */
export function reduceOnline(state: OnlineState, event: LogEvent): ReducerResult<OnlineState> {
  switch (event.type) {
    case 'friend_accepted':
      return STALE
    case 'friend_removed':
      return without(state, event.data.userId)
    case 'blocks_changed':
      return event.data.blocked ? without(state, event.data.userId) : state
    default:
      return state
  }
}

function without(state: OnlineState, userId: string): OnlineState {
  if (!state.userIds.includes(userId) && !(userId in state.lastSeen)) return state
  const { [userId]: _, ...lastSeen } = state.lastSeen
  return { userIds: state.userIds.filter((id) => id !== userId), lastSeen }
}

/** How one friend is to be shown; `before` is what the list or page that names them said when it was fetched. */
export function presenceIn(state: OnlineState | undefined, userId: string, before?: Presence): Presence {
  if (!state) return { online: before?.online ?? false, lastSeenAt: before?.lastSeenAt ?? null }
  if (state.userIds.includes(userId)) return { online: true, lastSeenAt: null }
  const told = state.lastSeen[userId]
  return { online: false, lastSeenAt: told === undefined ? (before?.lastSeenAt ?? null) : told }
}
