import 'server-only'
import { newId } from '@/lib/ids'
import { type EndpointCase, emptyRequest, invalidField, type World } from './endpoint-case'

const toPerson = (who: 'asking' | 'asked' | 'friend' | 'stranger') => (world: World) => ({
  params: { userId: world[who].id },
})
const noRequest = { status: 404, code: 'no_such_request' }

/** The endpoints of people and how they stand to each other. */
export const friendsCases: Record<string, EndpointCase> = {
  'GET /api/users/search': {
    right: () => ({ query: `?q=${newId()}` }),
    status: 200,
    wrong: () => ({ query: '?q=%20' }),
    refusal: invalidField('q'),
  },
  'GET /api/users/:userId': { right: toPerson('stranger'), status: 200 },
  'GET /api/users/:userId/mutual': {
    right: toPerson('friend'),
    status: 200,
    wrong: ({ friend }) => ({ params: { userId: friend.id }, query: '?limit=0' }),
    refusal: invalidField('limit'),
  },
  'GET /api/friends/suggestions': { right: emptyRequest, status: 200 },
  'POST /api/friends/suggestions/dismiss': {
    right: ({ stranger }) => ({ body: { userId: stranger.id } }),
    status: 204,
    wrong: () => ({ body: { userId: 'x' } }),
    refusal: invalidField('userId'),
  },
  'POST /api/friends/request/:userId': {
    right: toPerson('stranger'),
    status: 201,
    wrong: toPerson('asked'),
    refusal: { status: 409, code: 'request_already_sent' },
  },
  'POST /api/friends/accept/:userId': {
    right: toPerson('asking'),
    status: 200,
    wrong: toPerson('asked'),
    refusal: noRequest,
  },
  'POST /api/friends/decline/:userId': {
    right: toPerson('asking'),
    status: 200,
    wrong: toPerson('asked'),
    refusal: noRequest,
  },
  'POST /api/friends/cancel/:userId': {
    right: toPerson('asked'),
    status: 200,
    wrong: toPerson('asking'),
    refusal: noRequest,
  },
  'GET /api/friends/list': {
    right: () => ({ query: '?status=pending&direction=outgoing' }),
    status: 200,
    wrong: () => ({ query: '?limit=101' }),
    refusal: invalidField('limit'),
  },
  'GET /api/friends/online': { right: emptyRequest, status: 200 },
  'POST /api/friends/batch-accept': {
    right: ({ asking }) => ({ body: { userIds: [asking.id] } }),
    status: 200,
    wrong: () => ({ body: { userIds: [] } }),
    refusal: invalidField('userIds'),
  },
  'POST /api/friends/batch-decline': {
    right: ({ asking }) => ({ body: { userIds: [asking.id] } }),
    status: 200,
    wrong: () => ({ body: { userIds: [newId(), 'x'] } }),
    refusal: invalidField('userIds.1'),
  },
  'DELETE /api/friends/:userId': { right: toPerson('friend'), status: 204, anyId: true },
  'POST /api/friends/block/:userId': {
    right: toPerson('friend'),
    status: 200,
    anyId: true,
    wrong: ({ alice }) => ({ params: { userId: alice.id } }),
    refusal: invalidField('userId'),
  },
  'POST /api/friends/unblock/:userId': {
    right: toPerson('friend'),
    status: 200,
    anyId: true,
    wrong: ({ alice }) => ({ params: { userId: alice.id } }),
    refusal: invalidField('userId'),
  },
}
