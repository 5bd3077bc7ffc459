import 'server-only'
import { expect } from 'vitest'
import type { Viewer } from '@/lib/session/viewer'
import { type BlockSurfaceCase, inConversation, type SurfaceTools, signedOut } from './block-surface'
import type { RelationPair } from './relation-cases'

/** Returns whether an event of this type about `subject` was published to the receiver. */
const receives = ({ published }: SurfaceTools, receiver: Viewer, type: string, subject: Viewer) =>
  published.some(
    (one) => one.userId === receiver.id && one.type === type && JSON.stringify(one.data).includes(subject.id),
  )

/** Waits until an action was published: the user who made it also receives its event, together with all others. */
const untilPublished = (tools: SurfaceTools, person: Viewer, type: string) =>
  expect.poll(() => tools.published.some((one) => one.userId === person.id && one.type === type)).toBe(true)

/** Returns whether the two users received events of this type about each other. */
function between(tools: SurfaceTools, { viewer, person }: RelationPair, type: string): string {
  const [byViewer, byPerson] = [receives(tools, viewer, type, person), receives(tools, person, type, viewer)]
  if (byViewer && byPerson) return 'received'
  return byViewer || byPerson ? 'received by one' : 'silence'
}

/** The surfaces at which two users receive events about each other, or do not. */
export const blockEventCases = {
  typing: {
    async attempt(tools, pair, viewer) {
      const type = (by: Viewer | undefined) =>
        tools.call('POST /api/messages/typing', { body: { conversationId: pair.conversationId } }, by)
      const { status, word } = await type(viewer)
      expect((await type(viewer && pair.person)).word).toBe(word)
      return status === 204 ? between(tools, pair, 'typing') : word
    },
    expected: inConversation('received', 'silence'),
  },
  read_receipt: {
    async attempt(tools, pair, viewer) {
      const { conversationId, person } = pair
      const read = (by: Viewer | undefined) =>
        tools.call('POST /api/messages/mark-read', { body: { conversationId, seq: 2 } }, by)
      const { status, word } = await read(viewer)
      if (status !== 200 || !viewer) return word
      await read(person)
      for (const reader of [viewer, person]) await untilPublished(tools, reader, 'conversation_read')
      const result = between(tools, pair, 'read_receipt')
      for (const reader of [viewer, person]) {
        const { body } = await tools.call('GET /api/messages/conversations', {}, reader)
        expect(Object(body).items).toMatchObject([{ lastReadSeq: 2, peerReadSeq: result === 'received' ? 2 : 0 }])
      }
      return result
    },
    expected: inConversation('received', 'silence'),
  },
  presence: {
    async attempt(tools, pair, viewer) {
      const { person } = pair
      const answered = await tools.call('GET /api/friends/online', {}, viewer)
      if (!viewer) return answered.word
      await tools.goOnline(viewer, person)
      const isReceived = receives(tools, viewer, 'presence', person)
      for (const [one, other] of [[viewer, person] as const, [person, viewer] as const]) {
        const { body } = await tools.call('GET /api/friends/online', {}, one)
        expect(Object(body).userIds.includes(other.id)).toBe(isReceived)
      }
      // The viewer came online first, so the person fetches that instead of receiving an event.
      expect(receives(tools, person, 'presence', viewer)).toBe(false)
      return isReceived ? 'received' : 'silence'
    },
    expected: {
      ...signedOut,
      stranger: 'silence',
      pending: 'silence',
      friend: 'received',
      'ex-friend': 'silence',
      mutual: 'silence',
    },
  },
  notification: {
    async attempt({ call }, pair, viewer) {
      const { viewer: recipient, person } = pair
      await call('POST /api/friends/request/:userId', { params: { userId: recipient.id } }, person)
      const answered = await call('GET /api/notifications', {}, viewer)
      if (answered.status !== 200) return answered.word
      const about = Object(answered.body).items.filter((one: { person: { id: string } }) => one.person.id === person.id)
      return about.length > 0 ? 'received' : 'silence'
    },
    expected: {
      ...signedOut,
      stranger: 'received',
      pending: 'received',
      friend: 'received',
      'ex-friend': 'received',
      mutual: 'silence',
    },
  },
  live_events: {
    async attempt(tools, pair, viewer) {
      const { person } = pair
      const before = await tools.call('GET /api/sync', { query: '?since=0&limit=500' }, viewer)
      if (!viewer) return before.word
      const [known, live] = [
        Object(before.body).cursor,
        tools.published.filter(({ userId }) => userId === viewer.id).length,
      ]
      await tools.call('PATCH /api/me', { body: { displayName: 'Another name' } }, person)
      await untilPublished(tools, person, 'profile_changed')
      const isReceived = tools.published.filter(({ userId }) => userId === viewer.id).length > live
      const after = await tools.call('GET /api/sync', { query: `?since=${known}` }, viewer)
      expect(after.status).toBe(isReceived ? 200 : 204)
      return isReceived ? 'received' : 'silence'
    },
    expected: {
      ...signedOut,
      stranger: 'silence',
      pending: 'received',
      friend: 'received',
      'ex-friend': 'received',
      mutual: 'silence',
    },
  },
} satisfies Record<string, BlockSurfaceCase>
