import 'server-only'
import { defineRoute } from '@/lib/boundary/route'
import { listFriendsInput, otherPersonInput } from './schema'
import { acceptRequest, cancelRequest, declineRequest, requestFriendship } from './service'
import { friendsOf } from './service-list'

export const postFriendRequest = defineRoute({
  method: 'POST',
  path: '/api/friends/request/:userId',
  access: 'viewer',
  input: otherPersonInput,
  run: async (viewer, { userId }) => {
    const outcome = await requestFriendship(viewer, userId)
    return { status: outcome.status === 'pending' ? 201 : 200, body: outcome }
  },
})

export const postAccept = defineRoute({
  method: 'POST',
  path: '/api/friends/accept/:userId',
  access: 'viewer',
  input: otherPersonInput,
  run: async (viewer, { userId }) => {
    await acceptRequest(viewer, userId)
    return { status: 200, body: { status: 'accepted' } }
  },
})

export const postDecline = defineRoute({
  method: 'POST',
  path: '/api/friends/decline/:userId',
  access: 'viewer',
  input: otherPersonInput,
  run: async (viewer, { userId }) => {
    await declineRequest(viewer, userId)
    return { status: 200, body: { status: 'none' } }
  },
})

export const postCancel = defineRoute({
  method: 'POST',
  path: '/api/friends/cancel/:userId',
  access: 'viewer',
  input: otherPersonInput,
  run: async (viewer, { userId }) => {
    await cancelRequest(viewer, userId)
    return { status: 200, body: { status: 'none' } }
  },
})

export const getFriends = defineRoute({
  method: 'GET',
  path: '/api/friends/list',
  access: 'viewer',
  input: listFriendsInput,
  run: async (viewer, input) => ({ status: 200, body: await friendsOf(viewer, input) }),
})
