import type { Person } from '@/lib/accounts/schema'
import type { LogEvent } from '@/lib/events/registry'
import {
  changesFriendCount,
  hiddenPersonId,
  isUnblock,
  relationAfter,
  withNames,
  withProfile,
} from '@/lib/friends/reducers'
import { type Pages, type ReducerResult, STALE } from '@/lib/pages'
import type { PersonFound } from './schema'

/** Reduces a profile page and its counts. */
export const reduceProfile = <Data>(profile: Data, event: LogEvent, personId: string): ReducerResult<Data> =>
  affectsPerson(event, personId) || changesFriendCount(event) ? STALE : profile

/** Reduces the mutual friends of the viewer and a person. */
export function reduceMutual(list: Pages<Person>, event: LogEvent, personId: string): ReducerResult<Pages<Person>> {
  if (affectsPerson(event, personId) || changesFriendCount(event)) return STALE
  if (event.type === 'profile_changed') return withProfile(list, event.data.user)
  return list
}

/** Whether the event is about this person and may change their profile page. */
export function affectsPerson(event: LogEvent, personId: string): boolean {
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

/** Reduces search results, with the relation of each person. */
export function reducePeopleSearch(
  people: PersonFound[],
  event: LogEvent,
  viewerId: string,
): ReducerResult<PersonFound[]> {
  if (isUnblock(event)) return STALE // The unblocked user may be found again.
  const hiddenId = hiddenPersonId(event)
  if (hiddenId !== undefined) return people.filter(({ id }) => id !== hiddenId)
  if (event.type === 'profile_changed') {
    return withNames(people, event.data.user)
  }
  const change = relationAfter(event, viewerId)
  if (!change) return people
  return people.map((person) => (person.id === change.id ? { ...person, relation: change.relation } : person))
}
