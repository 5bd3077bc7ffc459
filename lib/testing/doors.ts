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
import { invalid, nothing } from './door-words'
import { friendsCases } from './doors-friends'
import { messagesCases } from './doors-messages'
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
  ...friendsCases,
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
  ...messagesCases,
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
export function webhookOf(event: object, signed?: string, sentAt: unknown = Date.now()) {
  const text = JSON.stringify({ time_ms: sentAt, events: [event] })
  const { PUSHER_APP_KEY: key = '', PUSHER_APP_SECRET = '' } = env()
  const signature = createHmac('sha256', PUSHER_APP_SECRET)
    .update(signed ?? text)
    .digest('hex')
  return { text, headers: { 'x-pusher-key': key, 'x-pusher-signature': signature } }
}
