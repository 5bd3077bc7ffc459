import 'server-only'
import { newId } from '@/lib/ids'
import { type EndpointCase, emptyRequest, invalidField, type World } from './endpoint-case'

const message = ({ conversationId }: World) => ({ conversationId, clientId: newId(), body: 'Hello' })

/** The endpoints of conversations. */
export const messagesCases: Record<string, EndpointCase> = {
  'GET /api/messages/conversations': {
    right: emptyRequest,
    status: 200,
    wrong: () => ({ query: '?cursor=x' }),
    refusal: invalidField('cursor'),
  },
  'POST /api/messages/conversations': {
    right: ({ friend }) => ({ body: { userId: friend.id } }),
    status: 201,
    wrong: ({ stranger }) => ({ body: { userId: stranger.id } }),
    refusal: { status: 403, code: 'not_friends' },
  },
  'GET /api/messages/conversations/:conversationId': {
    right: ({ conversationId }) => ({ params: { conversationId } }),
    status: 200,
  },
  'GET /api/messages/:conversationId': {
    right: ({ conversationId }) => ({ params: { conversationId }, query: '?limit=1' }),
    status: 200,
    wrong: ({ conversationId }) => ({ params: { conversationId }, query: '?before=x' }),
    refusal: invalidField('before'),
  },
  'POST /api/messages/send': {
    right: (world) => ({ body: message(world) }),
    status: 201,
    wrong: (world) => ({ body: { ...message(world), body: ' ' } }),
    refusal: invalidField('body'),
  },
  'PATCH /api/messages/:conversationId/:seq': {
    right: ({ conversationId }) => ({ params: { conversationId, seq: '2' }, body: { body: 'Hello again' } }),
    status: 200,
    wrong: ({ conversationId }) => ({ params: { conversationId, seq: '1' }, body: { body: 'Not mine' } }),
    refusal: { status: 403, code: 'not_your_message' },
  },
  'DELETE /api/messages/:conversationId/:seq': {
    right: ({ conversationId }) => ({ params: { conversationId, seq: '1' } }),
    status: 204,
    wrong: ({ conversationId }) => ({ params: { conversationId, seq: '1' }, query: '?for=somebody' }),
    refusal: invalidField('for'),
  },
  'POST /api/messages/:conversationId/:seq/reaction': {
    right: ({ conversationId }) => ({ params: { conversationId, seq: '1' }, body: { emoji: '👍' } }),
    status: 200,
    wrong: ({ conversationId }) => ({ params: { conversationId, seq: '1' }, body: { emoji: 'x' } }),
    refusal: invalidField('emoji'),
  },
  'POST /api/messages/greeting': {
    right: ({ stranger }) => ({ body: { userId: stranger.id, clientId: newId(), body: 'Hello' } }),
    status: 201,
    wrong: ({ stranger }) => ({ body: { userId: stranger.id, clientId: newId(), body: ' ' } }),
    refusal: invalidField('body'),
  },
  'POST /api/messages/typing': {
    right: ({ conversationId }) => ({ body: { conversationId } }),
    status: 204,
    wrong: () => ({ body: { conversationId: 'x' } }),
    refusal: invalidField('conversationId'),
  },
  'POST /api/messages/delivered': {
    right: ({ conversationId }) => ({ body: { items: [{ conversationId, seq: 1 }] } }),
    status: 204,
    wrong: () => ({ body: { items: [] } }),
    refusal: invalidField('items'),
  },
  'GET /api/messages/search': {
    right: () => ({ query: '?q=hello' }),
    status: 200,
    wrong: () => ({ query: '?q=h' }),
    refusal: invalidField('q'),
  },
  'GET /api/messages/drafts': { right: emptyRequest, status: 200 },
  'POST /api/messages/drafts': {
    right: ({ conversationId }) => ({ body: { conversationId, body: 'Not yet' } }),
    status: 204,
    wrong: () => ({ body: { conversationId: newId(), body: 'Not mine' } }),
    refusal: { status: 404, code: 'not_found' },
  },
  'POST /api/messages/mark-read': {
    right: ({ conversationId }) => ({ body: { conversationId, seq: 1 } }),
    status: 200,
    wrong: ({ conversationId }) => ({ body: { conversationId, seq: '1' } }),
    refusal: invalidField('seq'),
  },
}
