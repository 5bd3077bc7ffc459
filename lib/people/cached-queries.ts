import type { Person } from '@/lib/accounts/schema'
import { defineQuery } from '@/lib/events/define-query'
import type { Pages } from '@/lib/pages'
import { reduceMutual, reducePeopleSearch, reduceProfile } from './reducers'
import type { BlockedProfile, PersonFound, Profile } from './schema'

export const people = defineQuery<PersonFound[], [q: string]>()('people', (data, event, { viewerId }) =>
  reducePeopleSearch(data, event, viewerId),
)

export const profile = defineQuery<Profile | BlockedProfile, [personId: string]>()(
  'profile',
  (data, event, { params: [personId] }) => reduceProfile(data, event, personId),
)

export const mutual = defineQuery<Pages<Person>, [personId: string]>()(
  'mutual',
  (data, event, { params: [personId] }) => reduceMutual(data, event, personId),
)
