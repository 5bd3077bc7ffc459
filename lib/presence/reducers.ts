import { isRecord } from '@/lib/events/define-event'
import type { LogEvent } from '@/lib/events/registry'
import { type ReducerResult, STALE } from '@/lib/pages'

/** The online friends, as far as a tab knows. */
export interface OnlineState {
  userIds: string[]
  /**
   * When friends who left while the tab was open were last seen; null when that is unknown or hidden. Overrides what
   * lists said before; has no entry for friends who are online.
   */
  lastSeen: Record<string, string | null>
}

/** Whether a friend is online, and if not, when they were last seen; null when that is unknown or hidden. */
export interface Presence {
  online: boolean
  lastSeenAt: string | null
}

/** Data of the ephemeral event `presence`. */
export interface PresenceChange {
  userId: string
  online: boolean
  lastSeenAt: string | null
}

/** Returns the presence change of a socket message, or undefined for any other message. */
export function parsePresenceChange(message: unknown): PresenceChange | undefined {
  if (!isRecord(message) || message.type !== 'presence' || !isRecord(message.data)) return undefined
  const { userId, online, lastSeenAt } = message.data
  if (typeof userId !== 'string' || typeof online !== 'boolean') return undefined
  return { userId, online, lastSeenAt: typeof lastSeenAt === 'string' ? lastSeenAt : null }
}

/**
 * Returns the state with the fetched set of online friends. For those who are missing from it, the time of leaving is
 * unknown.
 */
export function withFetchedPresence(state: OnlineState | undefined, userIds: readonly string[]): OnlineState {
  const gone = state?.userIds.filter((id) => !userIds.includes(id)) ?? []
  return {
    userIds: [...userIds],
    lastSeen: { ...state?.lastSeen, ...Object.fromEntries(gone.map((id) => [id, null])) },
  }
}

/** Returns the friends who are online in the first state only, without a known time of leaving. */
export const missedDepartures = (before: OnlineState | undefined, after: OnlineState): string[] =>
  before?.userIds.filter((id) => !after.userIds.includes(id) && after.lastSeen[id] === null) ?? []

/** Removes the unknown times of these users, after lists and pages that contain them were refetched. */
export function withoutUnknown(state: OnlineState, userIds: readonly string[]): OnlineState {
  const known = Object.entries(state.lastSeen).filter(([id, at]) => at !== null || !userIds.includes(id))
  return { ...state, lastSeen: Object.fromEntries(known) }
}

export function withChange({ userIds, lastSeen }: OnlineState, change: PresenceChange): OnlineState {
  const others = userIds.filter((id) => id !== change.userId)
  if (change.online) return { userIds: [...others, change.userId], lastSeen }
  return { userIds: others, lastSeen: { ...lastSeen, [change.userId]: change.lastSeenAt } }
}

/**
 * Reduces the online friends by friendship events: a new friend's presence must be fetched, that of a former one is
 * removed.
 */
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

/** Returns the presence to show for a friend; `before` is the one in the list or page that contains them. */
export function presenceIn(state: OnlineState | undefined, userId: string, before?: Presence): Presence {
  if (!state) return { online: before?.online ?? false, lastSeenAt: before?.lastSeenAt ?? null }
  if (state.userIds.includes(userId)) return { online: true, lastSeenAt: null }
  const published = state.lastSeen[userId]
  return { online: false, lastSeenAt: published === undefined ? (before?.lastSeenAt ?? null) : published }
}
