import 'server-only'
import { createHmac } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { database } from '@/db/client'
import { changePicture } from '@/lib/accounts/service-picture'
import { startSession } from '@/lib/auth/sessions'
import { sealToken } from '@/lib/auth/token'
import { secret, sessionCookie, type Viewer } from '@/lib/auth/viewer'
import { env } from '@/lib/env'
import { requestFriendship } from '@/lib/friends/service'
import { newId } from '@/lib/ids'
import { createInvitation } from '@/lib/invitations/service'
import { indexNow } from '@/lib/messages/service-index'
import { userChannel } from '@/lib/realtime/channels'
import { newPerson } from '@/lib/testing/kith'
import { befriend, newTalk, say } from '@/lib/testing/talk'
import { PNG, settingsCases } from './doors-settings'

export interface Sent {
  params?: Record<string, string>
  query?: string
  /** Sent as JSON. */
  body?: unknown
  /** Sent as it is, instead of a body. */
  text?: string
  /** As `text`. */
  bytes?: Buffer
  headers?: Record<string, string>
}

const INVITATION = { label: 'Book club', days: 7, uses: 5 }

/** Alice, who calls, and everybody she may call about. */
export type World = Awaited<ReturnType<typeof newWorld>>

export async function newWorld() {
  const { alice, bob, conversationId } = await newTalk()
  await say(bob, conversationId, 'Hello')
  await say(alice, conversationId, 'Hello yourself')
  await indexNow()
  await database().execute(sql`update users set plan = 'pro' where id = ${alice.id}`)
  const people = await Promise.all(['asking', 'asked', 'friend', 'stranger'].map((name) => newPerson(name)))
  const [asking, asked, friend, stranger] = people as [Viewer, Viewer, Viewer, Viewer] // One for each name above.
  await requestFriendship(asking, alice.id)
  await requestFriendship(alice, asked.id)
  await befriend(friend, alice)
  const [own, theirs] = await Promise.all([alice, stranger].map((owner) => createInvitation(owner, INVITATION)))
  const invitations = { own: own?.id ?? '', tokenOfStranger: theirs?.path.slice('/i/'.length) ?? '' }
  const phoneId = await startSession(alice.id, { userAgent: 'phone', address: '192.0.2.1' })
  const pictureId = (await changePicture(stranger, PNG)).pictureId ?? ''
  return { alice, bob, asking, asked, friend, stranger, conversationId, invitations, phoneId, pictureId }
}

export function cookieOf({ id, sessionId }: Viewer): string {
  return `${sessionCookie()}=${sealToken({ token: { sub: id, sid: sessionId }, secret: secret() })}`
}

export interface Line {
  right(world: World): Sent
  /** The status of a right request. */
  status: number
  /** Needs no session. */
  open?: true
  /** Answers alike for everybody's id and for nobody's. */
  anyId?: true
  /** Takes a form, or what is signed, and not JSON that anybody may send. */
  form?: true
  /** What a right request is answered with, where that is no JSON. */
  type?: string
  /** How long it may be kept; not at all when absent. */
  cache?: string
  wrong?(world: World): Sent
  /** What a wrong request is answered with. */
  refusal?: { status: number; code: string; field?: string }
}

const nothing = () => ({})
const invalid = (field: string) => ({ status: 422, code: 'invalid', field })
const toPerson = (who: 'asking' | 'asked' | 'friend' | 'stranger') => (world: World) => ({
  params: { userId: world[who].id },
})
const message = ({ conversationId }: World) => ({ conversationId, clientId: newId(), body: 'Hello' })
const noRequest = { status: 404, code: 'no_such_request' }

/** A right and a wrong request for every endpoint there is. */
export const cases: Record<string, Line> = {
  'GET /api/health': { right: nothing, status: 200, open: true },
  'POST /api/accounts': {
    right: () => ({
      body: { username: `new_${newId().slice(-12)}`, displayName: 'New', password: 'correct horse battery' },
    }),
    status: 201,
    open: true,
    wrong: () => ({ body: { username: 'new', displayName: ' ', password: 'correct horse battery' } }),
    refusal: invalid('displayName'),
  },
  'GET /api/me': { right: nothing, status: 200 },
  ...settingsCases,
  'GET /api/users/search': {
    right: () => ({ query: `?q=${newId()}` }),
    status: 200,
    wrong: () => ({ query: '?q=%20' }),
    refusal: invalid('q'),
  },
  'GET /api/users/:userId': { right: toPerson('stranger'), status: 200 },
  'GET /api/users/:userId/mutual': {
    right: toPerson('friend'),
    status: 200,
    wrong: ({ friend }) => ({ params: { userId: friend.id }, query: '?limit=0' }),
    refusal: invalid('limit'),
  },
  'GET /api/friends/suggestions': { right: nothing, status: 200 },
  'POST /api/friends/suggestions/dismiss': {
    right: ({ stranger }) => ({ body: { userId: stranger.id } }),
    status: 204,
    wrong: () => ({ body: { userId: 'x' } }),
    refusal: invalid('userId'),
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
    refusal: invalid('limit'),
  },
  'GET /api/friends/online': { right: nothing, status: 200 },
  'POST /api/friends/batch-accept': {
    right: ({ asking }) => ({ body: { userIds: [asking.id] } }),
    status: 200,
    wrong: () => ({ body: { userIds: [] } }),
    refusal: invalid('userIds'),
  },
  'POST /api/friends/batch-decline': {
    right: ({ asking }) => ({ body: { userIds: [asking.id] } }),
    status: 200,
    wrong: () => ({ body: { userIds: [newId(), 'x'] } }),
    refusal: invalid('userIds.1'),
  },
  'DELETE /api/friends/:userId': { right: toPerson('friend'), status: 204, anyId: true },
  'POST /api/friends/block/:userId': {
    right: toPerson('friend'),
    status: 200,
    anyId: true,
    wrong: ({ alice }) => ({ params: { userId: alice.id } }),
    refusal: invalid('userId'),
  },
  'POST /api/friends/unblock/:userId': {
    right: toPerson('friend'),
    status: 200,
    anyId: true,
    wrong: ({ alice }) => ({ params: { userId: alice.id } }),
    refusal: invalid('userId'),
  },
  'GET /api/invitations': {
    right: nothing,
    status: 200,
    wrong: () => ({ query: '?cursor=x' }),
    refusal: invalid('cursor'),
  },
  'POST /api/invitations': {
    right: () => ({ body: INVITATION }),
    status: 201,
    wrong: () => ({ body: { ...INVITATION, days: 31 } }),
    refusal: invalid('days'),
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
  'GET /api/messages/conversations': {
    right: nothing,
    status: 200,
    wrong: () => ({ query: '?cursor=x' }),
    refusal: invalid('cursor'),
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
    refusal: invalid('before'),
  },
  'POST /api/messages/send': {
    right: (world) => ({ body: message(world) }),
    status: 201,
    wrong: (world) => ({ body: { ...message(world), body: ' ' } }),
    refusal: invalid('body'),
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
    refusal: invalid('for'),
  },
  'POST /api/messages/:conversationId/:seq/reaction': {
    right: ({ conversationId }) => ({ params: { conversationId, seq: '1' }, body: { emoji: '👍' } }),
    status: 200,
    wrong: ({ conversationId }) => ({ params: { conversationId, seq: '1' }, body: { emoji: 'x' } }),
    refusal: invalid('emoji'),
  },
  'POST /api/messages/greeting': {
    right: ({ stranger }) => ({ body: { userId: stranger.id, clientId: newId(), body: 'Hello' } }),
    status: 201,
    wrong: ({ stranger }) => ({ body: { userId: stranger.id, clientId: newId(), body: ' ' } }),
    refusal: invalid('body'),
  },
  'POST /api/messages/typing': {
    right: ({ conversationId }) => ({ body: { conversationId } }),
    status: 204,
    wrong: () => ({ body: { conversationId: 'x' } }),
    refusal: invalid('conversationId'),
  },
  'POST /api/messages/delivered': {
    right: ({ conversationId }) => ({ body: { items: [{ conversationId, seq: 1 }] } }),
    status: 204,
    wrong: () => ({ body: { items: [] } }),
    refusal: invalid('items'),
  },
  'GET /api/messages/search': {
    right: () => ({ query: '?q=hello' }),
    status: 200,
    wrong: () => ({ query: '?q=h' }),
    refusal: invalid('q'),
  },
  'GET /api/messages/drafts': { right: nothing, status: 200 },
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
    refusal: invalid('seq'),
  },
  'GET /api/sync': {
    right: () => ({ query: '?since=0' }),
    status: 200,
    wrong: nothing,
    refusal: invalid('since'),
  },
  'GET /api/notifications': {
    right: nothing,
    status: 200,
    wrong: () => ({ query: '?cursor=x' }),
    refusal: invalid('cursor'),
  },
  'POST /api/notifications/read': {
    right: () => ({ body: { upTo: 1 } }),
    status: 200,
    wrong: () => ({ body: { upTo: -1 } }),
    refusal: invalid('upTo'),
  },
  'POST /api/reports': {
    right: ({ bob }) => ({ body: { userId: bob.id, reason: 'spam' } }),
    status: 201,
    wrong: ({ bob }) => ({ body: { userId: bob.id, reason: 'boredom' } }),
    refusal: invalid('reason'),
  },
  'GET /api/realtime/config': { right: nothing, status: 200 },
  'POST /api/realtime/auth': {
    right: ({ alice }) => ({ text: signing('1.2', userChannel(alice.id)) }),
    status: 200,
    form: true,
    wrong: ({ bob }) => ({ text: signing('1.2', userChannel(bob.id)) }),
    refusal: { status: 403, code: 'not_your_channel' },
  },
  'POST /api/realtime/webhook': {
    right: ({ friend }) => webhookOf({ name: 'channel_occupied', channel: userChannel(friend.id) }),
    status: 204,
    open: true,
    form: true,
    wrong: ({ friend }) => {
      const { text } = webhookOf({ name: 'channel_occupied', channel: userChannel(friend.id) })
      return webhookOf({ name: 'channel_vacated', channel: userChannel(friend.id) }, text)
    },
    refusal: { status: 403, code: 'wrong_signature' },
  },
  'POST /api/realtime/user-auth': {
    right: () => ({ text: signing('1.2') }),
    status: 200,
    form: true,
    wrong: () => ({ text: signing('x') }),
    refusal: { status: 400, code: 'malformed', field: 'socket_id' },
  },
}

export const signing = (socketId: string, channel?: string) =>
  String(new URLSearchParams({ socket_id: socketId, ...(channel === undefined ? {} : { channel_name: channel }) }))

/** A webhook of the realtime server with one event, signed for what is in `signed`. */
export function webhookOf(event: object, signed?: string) {
  const text = JSON.stringify({ time_ms: 1, events: [event] })
  const { PUSHER_APP_KEY: key = '', PUSHER_APP_SECRET = '' } = env()
  const signature = createHmac('sha256', PUSHER_APP_SECRET)
    .update(signed ?? text)
    .digest('hex')
  return { text, headers: { 'x-pusher-key': key, 'x-pusher-signature': signature } }
}
