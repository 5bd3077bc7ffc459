import 'server-only'
import { createHmac } from 'node:crypto'
import { userChannel } from '@/lib/broker/channels'
import { env } from '@/lib/env'
import { newId } from '@/lib/ids'
import { type EndpointCase, emptyRequest, INVITATION, invalidField } from './endpoint-case'
import { friendsCases } from './friends'
import { messagesCases } from './messages'
import { settingsCases } from './settings'

/** A valid and an invalid request for every endpoint. */
export const endpointCases: Record<string, EndpointCase> = {
  'GET /api/health': { validRequest: emptyRequest, status: 200, isPublic: true },
  'POST /api/accounts': {
    validRequest: () => ({
      body: { username: `new_${newId().slice(-12)}`, displayName: 'New', password: 'correct horse battery' },
    }),
    status: 201,
    isPublic: true,
    invalidRequest: () => ({ body: { username: 'new', displayName: ' ', password: 'correct horse battery' } }),
    refusal: invalidField('displayName'),
  },
  'POST /api/accounts/reset/confirm': {
    validRequest: ({ resetToken }) => ({ body: { token: resetToken, password: 'correct horse battery' } }),
    status: 204,
    isPublic: true,
    invalidRequest: () => ({ body: { token: 'x', password: 'correct horse battery' } }),
    refusal: { status: 404, code: 'reset_link_not_valid' },
  },
  'GET /api/me': { validRequest: emptyRequest, status: 200 },
  ...settingsCases,
  ...friendsCases,
  'GET /api/invitations': {
    validRequest: emptyRequest,
    status: 200,
    invalidRequest: () => ({ query: '?cursor=x' }),
    refusal: invalidField('cursor'),
  },
  'POST /api/invitations': {
    validRequest: () => ({ body: INVITATION }),
    status: 201,
    invalidRequest: () => ({ body: { ...INVITATION, days: 31 } }),
    refusal: invalidField('days'),
  },
  'DELETE /api/invitations/:invitationId': {
    validRequest: ({ invitations }) => ({ params: { invitationId: invitations.own } }),
    status: 204,
  },
  'POST /api/invitations/accept': {
    validRequest: ({ invitations }) => ({ body: { token: invitations.tokenOfStranger } }),
    status: 201,
    invalidRequest: () => ({ body: { token: 'x' } }),
    refusal: { status: 404, code: 'not_found' },
  },
  ...messagesCases,
  'GET /api/sync': {
    validRequest: () => ({ query: '?since=0' }),
    status: 200,
    invalidRequest: emptyRequest,
    refusal: invalidField('since'),
  },
  'GET /api/notifications': {
    validRequest: emptyRequest,
    status: 200,
    invalidRequest: () => ({ query: '?cursor=x' }),
    refusal: invalidField('cursor'),
  },
  'POST /api/notifications/read': {
    validRequest: () => ({ body: { upTo: 1 } }),
    status: 200,
    invalidRequest: () => ({ body: { upTo: -1 } }),
    refusal: invalidField('upTo'),
  },
  'POST /api/reports': {
    validRequest: ({ bob }) => ({ body: { userId: bob.id, reason: 'spam' } }),
    status: 201,
    invalidRequest: ({ bob }) => ({ body: { userId: bob.id, reason: 'boredom' } }),
    refusal: invalidField('reason'),
  },
  'GET /api/realtime/config': { validRequest: emptyRequest, status: 200 },
  'POST /api/realtime/auth': {
    validRequest: ({ alice }) => ({ text: channelAuthForm('1.2', userChannel(alice.id)) }),
    status: 200,
    isNotJson: true,
    invalidRequest: ({ bob }) => ({ text: channelAuthForm('1.2', userChannel(bob.id)) }),
    refusal: { status: 403, code: 'not_your_channel' },
  },
  'POST /api/realtime/webhook': {
    validRequest: ({ friend }) => signedWebhook({ name: 'channel_occupied', channel: userChannel(friend.id) }),
    status: 204,
    isPublic: true,
    isNotJson: true,
    invalidRequest: ({ friend }) => {
      const { text } = signedWebhook({ name: 'channel_occupied', channel: userChannel(friend.id) })
      return signedWebhook({ name: 'channel_vacated', channel: userChannel(friend.id) }, text)
    },
    refusal: { status: 403, code: 'wrong_signature' },
  },
  'POST /api/realtime/user-auth': {
    validRequest: () => ({ text: channelAuthForm('1.2') }),
    status: 200,
    isNotJson: true,
    invalidRequest: () => ({ text: channelAuthForm('x') }),
    refusal: { status: 400, code: 'malformed', field: 'socket_id' },
  },
}

export const channelAuthForm = (socketId: string, channel?: string) =>
  String(new URLSearchParams({ socket_id: socketId, ...(channel === undefined ? {} : { channel_name: channel }) }))

/** Returns a webhook request of the realtime server with one event; the signature is that of `signed`, if given. */
export function signedWebhook(event: object, signed?: string, sentAt: unknown = Date.now()) {
  const text = JSON.stringify({ time_ms: sentAt, events: [event] })
  const { PUSHER_APP_KEY: key = '', PUSHER_APP_SECRET = '' } = env()
  const signature = createHmac('sha256', PUSHER_APP_SECRET)
    .update(signed ?? text)
    .digest('hex')
  return { text, headers: { 'x-pusher-key': key, 'x-pusher-signature': signature } }
}
