import 'server-only'
import { createHmac } from 'node:crypto'
import { userChannel } from '@/lib/broker/channels'
import { env } from '@/lib/env'
import { newId } from '@/lib/ids'
import { type EndpointCase, emptyRequest, INVITATION, invalidField } from './endpoint-case'
import { friendsCases } from './endpoint-cases-friends'
import { messagesCases } from './endpoint-cases-messages'
import { settingsCases } from './endpoint-cases-settings'

/** A right and a wrong request for every endpoint there is. */
export const endpointCases: Record<string, EndpointCase> = {
  'GET /api/health': { right: emptyRequest, status: 200, open: true },
  'POST /api/accounts': {
    right: () => ({
      body: { username: `new_${newId().slice(-12)}`, displayName: 'New', password: 'correct horse battery' },
    }),
    status: 201,
    open: true,
    wrong: () => ({ body: { username: 'new', displayName: ' ', password: 'correct horse battery' } }),
    refusal: invalidField('displayName'),
  },
  'GET /api/me': { right: emptyRequest, status: 200 },
  ...settingsCases,
  ...friendsCases,
  'GET /api/invitations': {
    right: emptyRequest,
    status: 200,
    wrong: () => ({ query: '?cursor=x' }),
    refusal: invalidField('cursor'),
  },
  'POST /api/invitations': {
    right: () => ({ body: INVITATION }),
    status: 201,
    wrong: () => ({ body: { ...INVITATION, days: 31 } }),
    refusal: invalidField('days'),
  },
  'DELETE /api/invitations/:invitationId': {
    right: ({ invitations }) => ({ params: { invitationId: invitations.own } }),
    status: 204,
  },
  'POST /api/invitations/accept': {
    right: ({ invitations }) => ({ body: { token: invitations.tokenOfStranger } }),
    status: 201,
    wrong: () => ({ body: { token: 'x' } }),
    refusal: { status: 404, code: 'not_found' },
  },
  ...messagesCases,
  'GET /api/sync': {
    right: () => ({ query: '?since=0' }),
    status: 200,
    wrong: emptyRequest,
    refusal: invalidField('since'),
  },
  'GET /api/notifications': {
    right: emptyRequest,
    status: 200,
    wrong: () => ({ query: '?cursor=x' }),
    refusal: invalidField('cursor'),
  },
  'POST /api/notifications/read': {
    right: () => ({ body: { upTo: 1 } }),
    status: 200,
    wrong: () => ({ body: { upTo: -1 } }),
    refusal: invalidField('upTo'),
  },
  'POST /api/reports': {
    right: ({ bob }) => ({ body: { userId: bob.id, reason: 'spam' } }),
    status: 201,
    wrong: ({ bob }) => ({ body: { userId: bob.id, reason: 'boredom' } }),
    refusal: invalidField('reason'),
  },
  'GET /api/realtime/config': { right: emptyRequest, status: 200 },
  'POST /api/realtime/auth': {
    right: ({ alice }) => ({ text: channelAuthForm('1.2', userChannel(alice.id)) }),
    status: 200,
    form: true,
    wrong: ({ bob }) => ({ text: channelAuthForm('1.2', userChannel(bob.id)) }),
    refusal: { status: 403, code: 'not_your_channel' },
  },
  'POST /api/realtime/webhook': {
    right: ({ friend }) => signedWebhook({ name: 'channel_occupied', channel: userChannel(friend.id) }),
    status: 204,
    open: true,
    form: true,
    wrong: ({ friend }) => {
      const { text } = signedWebhook({ name: 'channel_occupied', channel: userChannel(friend.id) })
      return signedWebhook({ name: 'channel_vacated', channel: userChannel(friend.id) }, text)
    },
    refusal: { status: 403, code: 'wrong_signature' },
  },
  'POST /api/realtime/user-auth': {
    right: () => ({ text: channelAuthForm('1.2') }),
    status: 200,
    form: true,
    wrong: () => ({ text: channelAuthForm('x') }),
    refusal: { status: 400, code: 'malformed', field: 'socket_id' },
  },
}

export const channelAuthForm = (socketId: string, channel?: string) =>
  String(new URLSearchParams({ socket_id: socketId, ...(channel === undefined ? {} : { channel_name: channel }) }))

/** A webhook of the realtime server with one event, signed for what is in `signed`. */
export function signedWebhook(event: object, signed?: string, sentAt: unknown = Date.now()) {
  const text = JSON.stringify({ time_ms: sentAt, events: [event] })
  const { PUSHER_APP_KEY: key = '', PUSHER_APP_SECRET = '' } = env()
  const signature = createHmac('sha256', PUSHER_APP_SECRET)
    .update(signed ?? text)
    .digest('hex')
  return { text, headers: { 'x-pusher-key': key, 'x-pusher-signature': signature } }
}
