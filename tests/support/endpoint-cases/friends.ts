import 'server-only'
import { newId } from '@/lib/ids'
import { type EndpointCase, type EndpointWorld, emptyRequest, invalidField } from './endpoint-case'

const toPerson = (name: 'asking' | 'asked' | 'friend' | 'stranger') => (world: EndpointWorld) => ({
  params: { userId: world[name].id },
})
const noRequest = { status: 404, code: 'no_such_request' }

/** Cases for the endpoints of users, friends and blocks. */
export const friendsCases: Record<string, EndpointCase> = {
  'GET /api/users/search': {
    validRequest: () => ({ query: `?q=${newId()}` }),
    status: 200,
    invalidRequest: () => ({ query: '?q=%20' }),
    refusal: invalidField('q'),
  },
  'GET /api/users/:userId': { validRequest: toPerson('stranger'), status: 200 },
  'GET /api/users/:userId/mutual': {
    validRequest: toPerson('friend'),
    status: 200,
    invalidRequest: ({ friend }) => ({ params: { userId: friend.id }, query: '?limit=0' }),
    refusal: invalidField('limit'),
  },
  'GET /api/friends/suggestions': { validRequest: emptyRequest, status: 200 },
  'POST /api/friends/suggestions/dismiss': {
    validRequest: ({ stranger }) => ({ body: { userId: stranger.id } }),
    status: 204,
    invalidRequest: () => ({ body: { userId: 'x' } }),
    refusal: invalidField('userId'),
  },
  'POST /api/friends/request/:userId': {
    validRequest: toPerson('stranger'),
    status: 201,
    invalidRequest: toPerson('asked'),
    refusal: { status: 409, code: 'request_already_sent' },
  },
  'POST /api/friends/accept/:userId': {
    validRequest: toPerson('asking'),
    status: 200,
    invalidRequest: toPerson('asked'),
    refusal: noRequest,
  },
  'POST /api/friends/decline/:userId': {
    validRequest: toPerson('asking'),
    status: 200,
    invalidRequest: toPerson('asked'),
    refusal: noRequest,
  },
  'POST /api/friends/cancel/:userId': {
    validRequest: toPerson('asked'),
    status: 200,
    invalidRequest: toPerson('asking'),
    refusal: noRequest,
  },
  'GET /api/friends/list': {
    validRequest: () => ({ query: '?status=pending&direction=outgoing' }),
    status: 200,
    invalidRequest: () => ({ query: '?limit=101' }),
    refusal: invalidField('limit'),
  },
  'GET /api/friends/online': { validRequest: emptyRequest, status: 200 },
  'POST /api/friends/batch-accept': {
    validRequest: ({ asking }) => ({ body: { userIds: [asking.id] } }),
    status: 200,
    invalidRequest: () => ({ body: { userIds: [] } }),
    refusal: invalidField('userIds'),
  },
  'POST /api/friends/batch-decline': {
    validRequest: ({ asking }) => ({ body: { userIds: [asking.id] } }),
    status: 200,
    invalidRequest: () => ({ body: { userIds: [newId(), 'x'] } }),
    refusal: invalidField('userIds.1'),
  },
  'DELETE /api/friends/:userId': { validRequest: toPerson('friend'), status: 204, anyId: true },
  'POST /api/friends/block/:userId': {
    validRequest: toPerson('friend'),
    status: 200,
    anyId: true,
    invalidRequest: ({ alice }) => ({ params: { userId: alice.id } }),
    refusal: invalidField('userId'),
  },
  'POST /api/friends/unblock/:userId': {
    validRequest: toPerson('friend'),
    status: 200,
    anyId: true,
    invalidRequest: ({ alice }) => ({ params: { userId: alice.id } }),
    refusal: invalidField('userId'),
  },
}
