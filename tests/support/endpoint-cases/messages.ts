import 'server-only'
import { newId } from '@/lib/ids'
import { type EndpointCase, type EndpointWorld, emptyRequest, invalidField } from './endpoint-case'

const message = ({ conversationId }: EndpointWorld) => ({ conversationId, clientId: newId(), body: 'Hello' })

/** Cases for the endpoints of conversations and messages. */
export const messagesCases: Record<string, EndpointCase> = {
  'GET /api/messages/conversations': {
    validRequest: emptyRequest,
    status: 200,
    invalidRequest: () => ({ query: '?cursor=x' }),
    refusal: invalidField('cursor'),
  },
  'POST /api/messages/conversations': {
    validRequest: ({ friend }) => ({ body: { userId: friend.id } }),
    status: 201,
    invalidRequest: ({ stranger }) => ({ body: { userId: stranger.id } }),
    refusal: { status: 403, code: 'not_friends' },
  },
  'GET /api/messages/conversations/:conversationId': {
    validRequest: ({ conversationId }) => ({ params: { conversationId } }),
    status: 200,
  },
  'GET /api/messages/:conversationId': {
    validRequest: ({ conversationId }) => ({ params: { conversationId }, query: '?limit=1' }),
    status: 200,
    invalidRequest: ({ conversationId }) => ({ params: { conversationId }, query: '?before=x' }),
    refusal: invalidField('before'),
  },
  'POST /api/messages/send': {
    validRequest: (world) => ({ body: message(world) }),
    status: 201,
    invalidRequest: (world) => ({ body: { ...message(world), body: ' ' } }),
    refusal: invalidField('body'),
  },
  'PATCH /api/messages/:conversationId/:seq': {
    validRequest: ({ conversationId }) => ({ params: { conversationId, seq: '2' }, body: { body: 'Hello again' } }),
    status: 200,
    invalidRequest: ({ conversationId }) => ({ params: { conversationId, seq: '1' }, body: { body: 'Not mine' } }),
    refusal: { status: 403, code: 'not_your_message' },
  },
  'DELETE /api/messages/:conversationId/:seq': {
    validRequest: ({ conversationId }) => ({ params: { conversationId, seq: '1' } }),
    status: 204,
    invalidRequest: ({ conversationId }) => ({ params: { conversationId, seq: '1' }, query: '?for=somebody' }),
    refusal: invalidField('for'),
  },
  'POST /api/messages/:conversationId/:seq/reaction': {
    validRequest: ({ conversationId }) => ({ params: { conversationId, seq: '1' }, body: { emoji: '👍' } }),
    status: 200,
    invalidRequest: ({ conversationId }) => ({ params: { conversationId, seq: '1' }, body: { emoji: 'x' } }),
    refusal: invalidField('emoji'),
  },
  'POST /api/messages/greeting': {
    validRequest: ({ stranger }) => ({ body: { userId: stranger.id, clientId: newId(), body: 'Hello' } }),
    status: 201,
    invalidRequest: ({ stranger }) => ({ body: { userId: stranger.id, clientId: newId(), body: ' ' } }),
    refusal: invalidField('body'),
  },
  'POST /api/messages/typing': {
    validRequest: ({ conversationId }) => ({ body: { conversationId } }),
    status: 204,
    invalidRequest: () => ({ body: { conversationId: 'x' } }),
    refusal: invalidField('conversationId'),
  },
  'POST /api/messages/delivered': {
    validRequest: ({ conversationId }) => ({ body: { items: [{ conversationId, seq: 1 }] } }),
    status: 204,
    invalidRequest: () => ({ body: { items: [] } }),
    refusal: invalidField('items'),
  },
  'GET /api/messages/search': {
    validRequest: () => ({ query: '?q=hello' }),
    status: 200,
    invalidRequest: () => ({ query: '?q=h' }),
    refusal: invalidField('q'),
  },
  'GET /api/messages/drafts': { validRequest: emptyRequest, status: 200 },
  'POST /api/messages/drafts': {
    validRequest: ({ conversationId }) => ({ body: { conversationId, body: 'Not yet' } }),
    status: 204,
    invalidRequest: () => ({ body: { conversationId: newId(), body: 'Not mine' } }),
    refusal: { status: 404, code: 'not_found' },
  },
  'POST /api/messages/mark-read': {
    validRequest: ({ conversationId }) => ({ body: { conversationId, seq: 1 } }),
    status: 200,
    invalidRequest: ({ conversationId }) => ({ body: { conversationId, seq: '1' } }),
    refusal: invalidField('seq'),
  },
}
