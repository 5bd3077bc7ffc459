import 'server-only'
import { expect } from 'vitest'
import type { Viewer } from '@/lib/auth/viewer'
import type { BLOCK_SURFACES } from '@/lib/friends/surfaces/rules'
import { newId } from '@/lib/ids'
import type { Answered, Call } from './call'
import { type Meeting, type Standing, usernameOf } from './standings'

type SurfaceKey = (typeof BLOCK_SURFACES)[number]['key']
type Asker = Standing | 'anonymous'

/** What the tests of surfaces work with. */
export interface Tools {
  call: Call
  heard: readonly { userId: string; type: string; seq?: number; data: unknown }[]
  /** Makes these people online, in turn. */
  come(...people: Viewer[]): Promise<void>
}

interface Surface {
  /** Tries the surface and says in a word what the viewer got; `viewer` is undefined for somebody signed out. */
  ask(tools: Tools, meeting: Meeting, viewer: Viewer | undefined): Promise<string>
  /** What everybody gets but the blocked and the blocker: theirs is the table's to say. */
  gets: Record<Exclude<Asker, 'blocked' | 'blocker'>, string>
}

const signedOut = { anonymous: '401 unauthenticated' }
const toHost = ({ host }: Meeting) => ({ params: { userId: host.id } })
const itemsOf = ({ body }: Answered): { id: string }[] => Object(body).items ?? []

/** Whether the host is in the list that was answered. */
const listed = (answered: Answered, { host }: Meeting, word = 'listed') => {
  if (answered.status !== 200) return answered.word
  return itemsOf(answered).some(({ id }) => id === host.id) ? word : 'left_out'
}

const hears = ({ heard }: Tools, listener: Viewer, type: string, of: Viewer) =>
  heard.some((one) => one.userId === listener.id && one.type === type && JSON.stringify(one.data).includes(of.id))

/** Waits until the deeds were told: whoever does one hears of it too, and in the same breath as everybody. */
const untilTold = (tools: Tools, person: Viewer, type: string) =>
  expect.poll(() => tools.heard.some((one) => one.userId === person.id && one.type === type)).toBe(true)

/** What the two hear of each other. */
function between(tools: Tools, { viewer, host }: Meeting, type: string): string {
  const [byViewer, byHost] = [hears(tools, viewer, type, host), hears(tools, host, type, viewer)]
  if (byViewer && byHost) return 'told'
  return byViewer || byHost ? 'told one-sidedly' : 'silence'
}

const asking: Surface['gets'] = {
  ...signedOut,
  stranger: '201',
  pending: '409 request_already_sent',
  friend: '409 already_friends',
  'ex-friend': '201',
  mutual: '404 not_found',
}
const inConversation = (word: string, closed: string): Surface['gets'] => ({
  ...signedOut,
  stranger: '404 not_found',
  pending: '404 not_found',
  friend: word,
  'ex-friend': closed,
  mutual: closed,
})

/** Every surface of the table of what a block closes, tried by its endpoints. */
export const surfaces: Record<SurfaceKey, Surface> = {
  request: {
    ask: async ({ call }, meeting, viewer) =>
      (await call('POST /api/friends/request/:userId', toHost(meeting), viewer)).word,
    gets: asking,
  },
  greeting: {
    async ask({ call }, { host }, viewer) {
      const body = { userId: host.id, clientId: newId(), body: 'Hello' }
      return (await call('POST /api/messages/greeting', { body }, viewer)).word
    },
    gets: { ...asking, pending: '201' },
  },
  message: {
    async ask({ call }, { conversationId }, viewer) {
      const body = { conversationId, clientId: newId(), body: 'Hello' }
      return (await call('POST /api/messages/send', { body }, viewer)).word
    },
    gets: inConversation('201', '403 not_friends'),
  },
  typing: {
    async ask(tools, meeting, viewer) {
      const type = (person: Viewer | undefined) =>
        tools.call('POST /api/messages/typing', { body: { conversationId: meeting.conversationId } }, person)
      const { status, word } = await type(viewer)
      expect((await type(viewer && meeting.host)).word).toBe(word)
      return status === 204 ? between(tools, meeting, 'typing') : word
    },
    gets: inConversation('told', 'silence'),
  },
  read_receipt: {
    async ask(tools, meeting, viewer) {
      const { conversationId, host } = meeting
      const read = (person: Viewer | undefined) =>
        tools.call('POST /api/messages/mark-read', { body: { conversationId, seq: 2 } }, person)
      const { status, word } = await read(viewer)
      if (status !== 200 || !viewer) return word
      await read(host)
      for (const reader of [viewer, host]) await untilTold(tools, reader, 'conversation_read')
      const told = between(tools, meeting, 'read_receipt')
      for (const reader of [viewer, host]) {
        const { body } = await tools.call('GET /api/messages/conversations', {}, reader)
        expect(Object(body).items).toMatchObject([{ lastReadSeq: 2, peerReadSeq: told === 'told' ? 2 : 0 }])
      }
      return told
    },
    gets: inConversation('told', 'silence'),
  },
  presence: {
    async ask(tools, meeting, viewer) {
      const { host } = meeting
      const answered = await tools.call('GET /api/friends/online', {}, viewer)
      if (!viewer) return answered.word
      await tools.come(viewer, host)
      const told = hears(tools, viewer, 'presence', host)
      for (const [one, other] of [[viewer, host] as const, [host, viewer] as const]) {
        const { body } = await tools.call('GET /api/friends/online', {}, one)
        expect(Object(body).userIds.includes(other.id)).toBe(told)
      }
      expect(hears(tools, host, 'presence', viewer)).toBe(false) // Who came first is asked about, not told.
      return told ? 'told' : 'silence'
    },
    gets: {
      ...signedOut,
      stranger: 'silence',
      pending: 'silence',
      friend: 'told',
      'ex-friend': 'silence',
      mutual: 'silence',
    },
  },
  profile: {
    async ask({ call }, meeting, viewer) {
      const { status, word, body } = await call('GET /api/users/:userId', toHost(meeting), viewer)
      if (status !== 200) return word
      const profile = Object(body)
      if (profile.relation !== 'blocked') return profile.relation
      return Object.keys(profile).sort().join() === 'displayName,id,relation,username' ? 'name_only' : 'more'
    },
    gets: {
      ...signedOut,
      stranger: 'none',
      pending: 'outgoing',
      friend: 'friends',
      'ex-friend': 'none',
      mutual: 'name_only',
    },
  },
  search: {
    async ask({ call }, meeting, viewer) {
      const query = `?q=${await usernameOf(meeting.host)}`
      return listed(await call('GET /api/users/search', { query }, viewer), meeting)
    },
    gets: {
      ...signedOut,
      stranger: 'listed',
      pending: 'listed',
      friend: 'listed',
      'ex-friend': 'listed',
      mutual: 'left_out',
    },
  },
  suggestions: {
    ask: async ({ call }, meeting, viewer) => listed(await call('GET /api/friends/suggestions', {}, viewer), meeting),
    gets: {
      ...signedOut,
      stranger: 'listed',
      pending: 'left_out',
      friend: 'left_out',
      'ex-friend': 'listed',
      mutual: 'left_out',
    },
  },
  mutual_friends: {
    ask: async ({ call }, meeting, viewer) =>
      listed(await call('GET /api/users/:userId/mutual', { params: { userId: meeting.common.id } }, viewer), meeting),
    gets: {
      ...signedOut,
      stranger: 'left_out',
      pending: 'left_out',
      friend: 'listed',
      'ex-friend': 'left_out',
      mutual: 'left_out',
    },
  },
  notification: {
    async ask({ call }, meeting, viewer) {
      const { viewer: asked, host } = meeting
      await call('POST /api/friends/request/:userId', { params: { userId: asked.id } }, host)
      const answered = await call('GET /api/notifications', {}, viewer)
      if (answered.status !== 200) return answered.word
      const about = Object(answered.body).items.filter((one: { person: { id: string } }) => one.person.id === host.id)
      return about.length > 0 ? 'told' : 'silence'
    },
    gets: { ...signedOut, stranger: 'told', pending: 'told', friend: 'told', 'ex-friend': 'told', mutual: 'silence' },
  },
  live_events: {
    async ask(tools, meeting, viewer) {
      const { host } = meeting
      const before = await tools.call('GET /api/sync', { query: '?since=0&limit=500' }, viewer)
      if (!viewer) return before.word
      const [known, live] = [
        Object(before.body).cursor,
        tools.heard.filter(({ userId }) => userId === viewer.id).length,
      ]
      await tools.call('PATCH /api/me', { body: { displayName: 'Another name' } }, host)
      await untilTold(tools, host, 'profile_changed')
      const told = tools.heard.filter(({ userId }) => userId === viewer.id).length > live
      const after = await tools.call('GET /api/sync', { query: `?since=${known}` }, viewer)
      expect(after.status).toBe(told ? 200 : 204)
      return told ? 'told' : 'silence'
    },
    gets: {
      ...signedOut,
      stranger: 'silence',
      pending: 'told',
      friend: 'told',
      'ex-friend': 'told',
      mutual: 'silence',
    },
  },
}
