import type { Person, PersonFound } from '@/lib/accounts/schema'
import { itemsOf, mapPages, type Pages, type Reduced, STALE, withItem, withoutItem } from '@/lib/cache'
import type { LogEvent, PersonSeen } from '@/lib/events/catalogue'
import type { Relation } from './rules'
import type { BlockedPerson, Friend, Suggestion } from './schema'

type FriendList = Pages<Friend>

const byUsername = (a: Friend, b: Friend) => compareText(a.username, b.username)
const newestFirst = (a: Friend, b: Friend) => compareText(b.since, a.since) || compareText(b.id, a.id)

/** Code point order, as the database's collation has it. */
const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** The friends of the viewer, by username; `isFound` for those found by a text, which only the server can compare. */
export function reduceFriends(list: FriendList, event: LogEvent, isFound: boolean): Reduced<FriendList> {
  switch (event.type) {
    case 'friend_accepted':
      if (isFound) return STALE
      return added(list, event.data.fromUser, { since: event.data.since, greeting: null }, byUsername)
    case 'friend_removed':
      return withoutItem(list, event.data.userId)
    case 'profile_changed':
      return isFound ? STALE : withProfile(list, event.data.user)
    default:
      return list
  }
}

/** The open requests of one direction, newest first. */
export function reduceRequests(
  list: FriendList,
  event: LogEvent,
  direction: 'incoming' | 'outgoing',
  viewerId: string,
): Reduced<FriendList> {
  switch (event.type) {
    case 'friend_request': {
      const { fromUser, toUser, since, greeting } = event.data
      const mine = fromUser.id === viewerId
      if (mine !== (direction === 'outgoing')) return list
      if (mine) return added(list, toUser, { since, greeting }, newestFirst)
      const isThere = itemsOf(list).some(
        (item) => item.id === fromUser.id && item.since === since && item.greeting === greeting,
      )
      return isThere ? list : STALE // How many friends the two have in common is the server's to count.
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

/** Whom the viewer has blocked, newest first. The name shown is the server's to say. */
export function reduceBlocked(list: Pages<BlockedPerson>, event: LogEvent): Reduced<Pages<BlockedPerson>> {
  if (event.type !== 'blocks_changed') return list
  return event.data.blocked ? STALE : withoutItem(list, event.data.userId)
}

/**
 * People who may be known: gone as soon as something is between them and the viewer. Who else may be known is the
 * server's to say, after whatever may bring somebody in.
 */
export function reduceSuggestions(people: Suggestion[], event: LogEvent, viewerId: string): Reduced<Suggestion[]> {
  if (movesFriends(event) || event.type === 'friend_request_removed' || liftsBlock(event)) return STALE
  if (event.type === 'profile_changed' && 'username' in event.data.user) return withNames(people, event.data.user)
  const change = relationAfter(event, viewerId)
  const goneId = change && change.relation !== 'none' ? change.id : hiddenBy(event)
  return people.some(({ id }) => id === goneId) ? people.filter(({ id }) => id !== goneId) : people
}

/** The page of a person, and the numbers on it. */
export const reduceProfile = <Data>(profile: Data, event: LogEvent, personId: string): Reduced<Data> =>
  concerns(event, personId) || movesFriends(event) ? STALE : profile

/** The friends that the viewer and the person have in common. */
export function reduceMutual(list: Pages<Person>, event: LogEvent, personId: string): Reduced<Pages<Person>> {
  if (concerns(event, personId) || movesFriends(event)) return STALE
  if (event.type === 'profile_changed') return withProfile(list, event.data.user)
  return list
}

/** Whether the viewer has one friend more or fewer: it may be one in common with anybody. */
const movesFriends = ({ type }: LogEvent) => type === 'friend_accepted' || type === 'friend_removed'

const liftsBlock = (event: LogEvent) => event.type === 'blocks_changed' && !event.data.blocked

/** Whether the event is about this person and may change what their page shows. */
export function concerns(event: LogEvent, personId: string): boolean {
  switch (event.type) {
    case 'friend_request':
      return event.data.fromUser.id === personId || event.data.toUser.id === personId
    case 'friend_accepted':
      return event.data.fromUser.id === personId
    case 'friend_request_removed':
    case 'friend_removed':
    case 'blocks_changed':
      return event.data.userId === personId
    case 'profile_changed':
      return event.data.user.id === personId
    default:
      return false
  }
}

/** People found by a search, with how they stand now. */
export function reducePeople(people: PersonFound[], event: LogEvent, viewerId: string): Reduced<PersonFound[]> {
  if (liftsBlock(event)) return STALE // They may be found again.
  const hiddenId = hiddenBy(event)
  if (hiddenId !== undefined) return people.filter(({ id }) => id !== hiddenId)
  if (event.type === 'profile_changed') {
    return withNames(people, event.data.user)
  }
  const change = relationAfter(event, viewerId)
  if (!change) return people
  return people.map((person) => (person.id === change.id ? { ...person, relation: change.relation } : person))
}

function relationAfter(event: LogEvent, viewerId: string): { id: string; relation: Relation } | undefined {
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

/** Who may not be seen any more after the event, if anybody. */
function hiddenBy(event: LogEvent): string | undefined {
  if (event.type === 'blocks_changed') return event.data.blocked ? event.data.userId : undefined
  return event.type === 'profile_changed' && !('username' in event.data.user) ? event.data.user.id : undefined
}

const withProfile = <Item extends Person>(list: Pages<Item>, user: PersonSeen) =>
  mapPages(list, (items) => ('username' in user ? withNames(items, user) : items))

/** The same list when the person is not in it. */
const withNames = <Item extends Person>(items: Item[], user: PersonSeen) =>
  items.some(({ id }) => id === user.id)
    ? items.map((item) => (item.id === user.id ? { ...item, ...user } : item))
    : items

function added(
  list: FriendList,
  person: PersonSeen,
  row: Pick<Friend, 'since' | 'greeting'>,
  compare: (a: Friend, b: Friend) => number,
) {
  // Whether they are online is asked, and told, beside the log.
  return 'username' in person ? withItem(list, { online: false, lastSeenAt: null, ...person, ...row }, compare) : STALE
}
