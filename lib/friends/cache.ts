import type { PersonFound } from '@/lib/accounts/schema'
import { type Pages, type Reduced, STALE, withItem, withoutItem } from '@/lib/cache'
import type { LogEvent, PersonSeen } from '@/lib/events/catalogue'
import type { Relation } from './rules'
import type { Friend } from './schema'

type FriendList = Pages<Friend>

const byUsername = (a: Friend, b: Friend) => compareText(a.username, b.username)
const newestFirst = (a: Friend, b: Friend) => compareText(b.since, a.since) || compareText(b.id, a.id)

/** Code point order, as the database's collation has it. */
const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** The friends of the viewer, by username. */
export function reduceFriends(list: FriendList, event: LogEvent): Reduced<FriendList> {
  if (event.type !== 'friend_accepted') return list
  return added(list, event.data.fromUser, event.data.since, byUsername)
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
      const { fromUser, toUser, since } = event.data
      const mine = fromUser.id === viewerId
      if (mine !== (direction === 'outgoing')) return list
      return added(list, mine ? toUser : fromUser, since, newestFirst)
    }
    case 'friend_request_removed':
      return withoutItem(list, event.data.userId)
    case 'friend_accepted':
      return withoutItem(list, event.data.fromUser.id)
    default:
      return list
  }
}

/** People found by a search, with how they stand now. */
export function reducePeople(people: PersonFound[], event: LogEvent, viewerId: string): PersonFound[] {
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
    default:
      return undefined
  }
}

function added(list: FriendList, person: PersonSeen, since: string, compare: (a: Friend, b: Friend) => number) {
  return 'username' in person ? withItem(list, { ...person, since }, compare) : STALE
}
