import 'server-only'
import { z } from 'zod'
import { defineRoute } from '@/lib/http/route'
import { batchInput, dismissInput, listFriendsInput, otherPersonInput } from './schema'
import { acceptRequest, cancelRequest, declineRequest, requestFriendship, unfriend } from './service'
import { acceptRequests, declineRequests } from './service-batch'
import { blockedBy, friendsOf } from './service-list'
import { dismissSuggestion, suggestionsFor } from './service-suggestions'

export const requestFriendshipEndpoint = defineRoute({
  method: 'POST',
  path: '/api/friends/request/:userId',
  access: 'viewer',
  input: otherPersonInput,
  run: async (viewer, { userId }) => {
    const outcome = await requestFriendship(viewer, userId)
    return { status: outcome.status === 'pending' ? 201 : 200, body: outcome }
  },
})

export const acceptRequestEndpoint = defineRoute({
  method: 'POST',
  path: '/api/friends/accept/:userId',
  access: 'viewer',
  input: otherPersonInput,
  run: async (viewer, { userId }) => {
    await acceptRequest(viewer, userId)
    return { status: 200, body: { status: 'accepted' } }
  },
})

export const declineRequestEndpoint = defineRoute({
  method: 'POST',
  path: '/api/friends/decline/:userId',
  access: 'viewer',
  input: otherPersonInput,
  run: async (viewer, { userId }) => {
    await declineRequest(viewer, userId)
    return { status: 200, body: { status: 'none' } }
  },
})

export const cancelRequestEndpoint = defineRoute({
  method: 'POST',
  path: '/api/friends/cancel/:userId',
  access: 'viewer',
  input: otherPersonInput,
  run: async (viewer, { userId }) => {
    await cancelRequest(viewer, userId)
    return { status: 200, body: { status: 'none' } }
  },
})

export const listFriendsEndpoint = defineRoute({
  method: 'GET',
  path: '/api/friends/list',
  access: 'viewer',
  input: listFriendsInput,
  run: async (viewer, { status, ...rest }) => ({
    status: 200,
    body: await (status === 'blocked'
      ? blockedBy(viewer, { status, ...rest })
      : friendsOf(viewer, { status, ...rest })),
  }),
})

export const acceptRequestsEndpoint = defineRoute({
  method: 'POST',
  path: '/api/friends/batch-accept',
  access: 'viewer',
  input: batchInput,
  run: async (viewer, { userIds }) => ({ status: 200, body: { results: await acceptRequests(viewer, userIds) } }),
})

export const declineRequestsEndpoint = defineRoute({
  method: 'POST',
  path: '/api/friends/batch-decline',
  access: 'viewer',
  input: batchInput,
  run: async (viewer, { userIds }) => ({ status: 200, body: { results: await declineRequests(viewer, userIds) } }),
})

export const unfriendEndpoint = defineRoute({
  method: 'DELETE',
  path: '/api/friends/:userId',
  access: 'viewer',
  input: otherPersonInput,
  run: async (viewer, { userId }) => {
    await unfriend(viewer, userId)
    return { status: 204 }
  },
})

export const listSuggestionsEndpoint = defineRoute({
  method: 'GET',
  path: '/api/friends/suggestions',
  access: 'viewer',
  input: z.object({}),
  run: async (viewer) => ({ status: 200, body: { items: await suggestionsFor(viewer), nextCursor: null } }),
})

export const dismissSuggestionEndpoint = defineRoute({
  method: 'POST',
  path: '/api/friends/suggestions/dismiss',
  access: 'viewer',
  input: dismissInput,
  run: async (viewer, { userId }) => {
    await dismissSuggestion(viewer, userId)
    return { status: 204 }
  },
})
