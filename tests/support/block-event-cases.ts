import 'server-only'
import { expect } from 'vitest'
import type { Viewer } from '@/lib/session/viewer'
import { type BlockSurfaceCase, inConversation, signedOut, type Tools } from './block-surface'
import type { RelationPair } from './relation-cases'

const hears = ({ heard }: Tools, listener: Viewer, type: string, of: Viewer) =>
  heard.some((one) => one.userId === listener.id && one.type === type && JSON.stringify(one.data).includes(of.id))

/** Waits until the deeds were told: whoever does one hears of it too, and in the same breath as everybody. */
const untilTold = (tools: Tools, person: Viewer, type: string) =>
  expect.poll(() => tools.heard.some((one) => one.userId === person.id && one.type === type)).toBe(true)

/** What the two hear of each other. */
function between(tools: Tools, { viewer, host }: RelationPair, type: string): string {
  const [byViewer, byHost] = [hears(tools, viewer, type, host), hears(tools, host, type, viewer)]
  if (byViewer && byHost) return 'told'
  return byViewer || byHost ? 'told one-sidedly' : 'silence'
}

/** The surfaces at which two people hear of each other, or do not. */
export const blockEventCases = {
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
} satisfies Record<string, BlockSurfaceCase>
