import type { Person, VisiblePerson } from '@/lib/accounts/schema'
import type { LogEvent } from '@/lib/events/registry'
import { itemsOf, mapItems, type Pages, type ReducerResult, STALE, withItem, withoutItem } from '@/lib/pages'
import { type OnlineState, presenceIn } from '@/lib/presence/reducers'
import { compareFriends, type Relation } from './rules'
import type { BlockedPerson, Friend, Suggestion } from './schema'

type FriendList = Pages<Friend>

const newestFirst = (a: Friend, b: Friend) => compareText(b.since, a.since) || compareText(b.id, a.id)

/** Compares by code point, as the collation of the database does. */
const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/**
 * Reduces the viewer's friends, in the order of `compareFriends` with the presence at the fetch. `isFound` is for search
 * results, which only the server can update.
 */
export function reduceFriends(list: FriendList, event: LogEvent, isFound: boolean): ReducerResult<FriendList> {
  switch (event.type) {
    case 'friend_accepted':
      if (isFound) return STALE
      return added(list, event.data.fromUser, { since: event.data.since, greeting: null }, compareFriends)
    case 'friend_removed':
      return withoutItem(list, event.data.userId)
    case 'profile_changed':
      return isFound ? STALE : renamed(list, event.data.user)
    default:
      return list
  }
}

/** Returns the friends in their order, each once and with the presence that a tab knows. */
export function inOrder(friends: readonly Friend[], state: OnlineState | undefined): Friend[] {
  const each = new Map(friends.map((friend) => [friend.id, friend])) // Who changed while pages were read may be on two.
  return [...each.values()]
    .map((friend) => ({ ...friend, ...presenceIn(state, friend.id, friend) }))
    .sort(compareFriends)
}

/** Moves the friend to the place of their name. Only the server knows a friend who comes from a page not yet loaded. */
function renamed(list: FriendList, user: VisiblePerson): ReducerResult<FriendList> {
  if (!('username' in user)) return list
  const items = itemsOf(list)
  const friend = items.find(({ id }) => id === user.id)
  if (friend?.displayName === user.displayName) return withProfile(list, user)
  if (friend) return withItem(list, { ...friend, ...user }, compareFriends)
  const last = items.at(-1)
  const isLoadedPart = last && compareFriends({ ...user, online: last.online }, last) < 0
  return isLoadedPart && list.pages.at(-1)?.nextCursor !== null ? STALE : list
}

/** Reduces the open requests of one direction, newest first. */
export function reduceRequests(
  list: FriendList,
  event: LogEvent,
  direction: 'incoming' | 'outgoing',
  viewerId: string,
): ReducerResult<FriendList> {
  switch (event.type) {
    case 'friend_request': {
      const { fromUser, toUser, since, greeting } = event.data
      const mine = fromUser.id === viewerId
      if (mine !== (direction === 'outgoing')) return list
      if (mine) return added(list, toUser, { since, greeting }, newestFirst)
      const isThere = itemsOf(list).some(
        (item) => item.id === fromUser.id && item.since === since && item.greeting === greeting,
      )
      return isThere ? list : STALE // Only the server can count mutual friends.
    }
    case 'friend_request_removed':
      return withoutItem(list, event.data.userId)
    case 'friend_accepted':
      return withoutItem(list, event.data.fromUser.id)
    case 'profile_changed':
      return withProfile(list, event.data.user)
    default:
      return list
  }
}

/** Reduces the users blocked by the viewer, newest first. Only the server knows the name to show. */
export function reduceBlocked(list: Pages<BlockedPerson>, event: LogEvent): ReducerResult<Pages<BlockedPerson>> {
  if (event.type !== 'blocks_changed') return list
  return event.data.blocked ? STALE : withoutItem(list, event.data.userId)
}

/**
 * Reduces the suggestions. A person leaves them with a request, friendship or block. Events that may add somebody
 * return STALE, because only the server can choose the people.
 */
export function reduceSuggestions(
  people: Suggestion[],
  event: LogEvent,
  viewerId: string,
): ReducerResult<Suggestion[]> {
  if (changesFriendCount(event) || event.type === 'friend_request_removed' || isUnblock(event)) return STALE
  if (event.type === 'profile_changed' && 'username' in event.data.user) return withNames(people, event.data.user)
  const change = relationAfter(event, viewerId)
  const goneId = change && change.relation !== 'none' ? change.id : hiddenPersonId(event)
  return people.some(({ id }) => id === goneId) ? people.filter(({ id }) => id !== goneId) : people
}

/** Whether the number of the viewer's friends changes, and with it the mutual friends with anybody. */
export const changesFriendCount = ({ type }: LogEvent) => type === 'friend_accepted' || type === 'friend_removed'

export const isUnblock = (event: LogEvent) => event.type === 'blocks_changed' && !event.data.blocked

export function relationAfter(event: LogEvent, viewerId: string): { id: string; relation: Relation } | undefined {
  switch (event.type) {
    case 'friend_request': {
      const { fromUser, toUser } = event.data
      return fromUser.id === viewerId
        ? { id: toUser.id, relation: 'outgoing' }
        : { id: fromUser.id, relation: 'incoming' }
    }
    case 'friend_request_removed':
      return { id: event.data.userId, relation: 'none' }
    case 'friend_accepted':
      return { id: event.data.fromUser.id, relation: 'friends' }
    case 'friend_removed':
      return { id: event.data.userId, relation: 'none' }
    default:
      return undefined
  }
}

/** Returns the id of the user who is hidden after the event, if any. */
export function hiddenPersonId(event: LogEvent): string | undefined {
  if (event.type === 'blocks_changed') return event.data.blocked ? event.data.userId : undefined
  return event.type === 'profile_changed' && !('username' in event.data.user) ? event.data.user.id : undefined
}

export const withProfile = <Item extends Person>(list: Pages<Item>, user: VisiblePerson) =>
  mapItems(list, (items) => ('username' in user ? withNames(items, user) : items))

/** Updates the person in the list. Returns the same list when they are not in it. */
export const withNames = <Item extends Person>(items: Item[], user: VisiblePerson) =>
  items.some(({ id }) => id === user.id)
    ? items.map((item) => (item.id === user.id ? { ...item, ...user } : item))
    : items

function added(
  list: FriendList,
  person: VisiblePerson,
  row: Pick<Friend, 'since' | 'greeting'>,
  compare: (a: Friend, b: Friend) => number,
) {
  // Presence is not part of the log.
  return 'username' in person ? withItem(list, { online: false, lastSeenAt: null, ...person, ...row }, compare) : STALE
}
