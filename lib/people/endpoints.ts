import 'server-only'
import { otherPersonInput } from '@/lib/friends/schema'
import { defineRoute } from '@/lib/http/route'
import { listMutualInput, searchPeopleInput } from './schema'
import { mutualFriendsOf, profileOf } from './service-profile'
import { searchPeople } from './service-search'

export const searchPeopleEndpoint = defineRoute({
  method: 'GET',
  path: '/api/users/search',
  access: 'viewer',
  input: searchPeopleInput,
  run: async (viewer, { q }) => ({ status: 200, body: { items: await searchPeople(viewer, q), nextCursor: null } }),
})

export const profileEndpoint = defineRoute({
  method: 'GET',
  path: '/api/users/:userId',
  access: 'viewer',
  input: otherPersonInput,
  run: async (viewer, { userId }) => ({ status: 200, body: await profileOf(viewer, userId) }),
})

export const mutualFriendsEndpoint = defineRoute({
  method: 'GET',
  path: '/api/users/:userId/mutual',
  access: 'viewer',
  input: listMutualInput,
  run: async (viewer, input) => ({ status: 200, body: await mutualFriendsOf(viewer, input) }),
})
