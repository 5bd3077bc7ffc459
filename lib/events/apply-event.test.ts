import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Conversation } from '@/lib/conversations/schema'
import type { Friend } from '@/lib/friends/schema'
import type { Message } from '@/lib/messages/schema'
import { type Pages, STALE } from '@/lib/pages'
import { applyEvent, classifySeq, queries } from './apply-event'
import type { LogEvent } from './registry'

const me = 'me'
const conversationId = 'c1'
const bob = { id: 'bob', username: 'bob', displayName: 'Bob', pictureId: null }
const at = (second: number) => new Date(1_700_000_000_000 + second * 1000).toISOString()

const unchanged = { replyTo: null, editedAt: null, retracted: false, reactions: [], modSeq: 0 }

const message = (seq: number, senderId = bob.id, conversation = conversationId): Message => ({
  id: `m${seq}`,
  conversationId: conversation,
  seq,
  senderId,
  clientId: `k${seq}`,
  kind: 'text',
  body: `message ${seq}`,
  createdAt: at(seq),
  ...unchanged,
})

const conversation = (fields: Partial<Conversation> = {}): Conversation => ({
  id: conversationId,
  peer: bob,
  lastMessage: message(1),
  lastSeq: 1,
  lastReadSeq: 0,
  unread: 1,
  peerReadSeq: 0,
  peerDeliveredSeq: 0,
  modSeq: 0,
  lastMessageAt: at(1),
  open: true,
  ...fields,
})

const list = <Item>(items: Item[], nextCursor: string | null = null): Pages<Item> => ({
  pages: [{ items, nextCursor }],
  pageParams: [undefined],
})

const newMessage = (seq: number, senderId?: string, conversation?: string): LogEvent => ({
  seq,
  type: 'new_message',
  data: { message: message(seq, senderId, conversation), peer: bob },
})

const friend = (name: string, second = 0): Friend => ({
  id: name,
  username: name,
  displayName: name,
  pictureId: null,
  since: at(second),
  online: false,
  lastSeenAt: null,
  greeting: null,
})

const anyEvent: fc.Arbitrary<LogEvent> = fc.oneof(
  fc
    .record({ seq: fc.integer({ min: 1, max: 12 }), mine: fc.boolean() })
    .map(({ seq, mine }) => newMessage(seq, mine ? me : bob.id)),
  fc.constant<LogEvent>({ seq: 1, type: 'friend_accepted', data: { fromUser: bob, by: me, since: at(5) } }),
  fc.constant<LogEvent>({
    seq: 1,
    type: 'friend_request',
    data: { fromUser: bob, toUser: { id: me }, since: at(4), greeting: null },
  }),
  fc.constant<LogEvent>({ seq: 1, type: 'friend_request_removed', data: { userId: bob.id } }),
  fc
    .nat({ max: 12 })
    .map((n): LogEvent => ({ seq: 1, type: 'conversation_read', data: { conversationId, lastReadSeq: n, unread: 0 } })),
  fc
    .nat({ max: 12 })
    .map((n): LogEvent => ({ seq: 1, type: 'read_receipt', data: { conversationId, userId: bob.id, lastReadSeq: n } })),
)

const states: [readonly unknown[], unknown][] = [
  [queries.friends.key(), list([friend('anna'), friend('carl')])],
  [queries.requests.key('incoming'), list([friend('zoe', 9), friend('yan', 1)])],
  [queries.requests.key('outgoing'), list<Friend>([])],
  [queries.people.key('b'), [{ ...bob, relation: 'none' }]],
  [queries.conversations.key(''), list([conversation()])],
  [queries.conversation.key(conversationId), conversation()],
  [queries.messages.key(conversationId), list([message(1)])],
]

describe('every reducer', () => {
  it('a reducer that gets an event a second time returns the same state', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 12 }), (events) => {
        for (const [key, start] of states) {
          let state = start
          for (const event of events) {
            const once = applyEvent(key, state, event, me)
            if (once === STALE) break
            expect(applyEvent(key, once, event, me)).toEqual(once)
            state = once
          }
        }
      }),
    )
  })

  it('a reducer does not mutate the state it is given', () => {
    fc.assert(
      fc.property(anyEvent, (event) => {
        for (const [key, start] of states) {
          const before = JSON.stringify(start)
          applyEvent(key, start, event, me)
          expect(JSON.stringify(start)).toBe(before)
        }
      }),
    )
  })
})

describe('messages', () => {
  it('messages are kept in order of seq, whatever order their events have', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([2, 3, 4, 5, 6, 7], { minLength: 6 }), (order) => {
        const end = order.reduce<unknown>(
          (state, seq) => applyEvent(queries.messages.key('c1'), state, newMessage(seq), me),
          list([message(1)]),
        )
        expect((end as Pages<Message>).pages[0]?.items.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7])
      }),
    )
  })

  it('a message of another conversation does not change the message list', () => {
    const state = list([message(1)])
    expect(applyEvent(queries.messages.key('c1'), state, newMessage(2, bob.id, 'c2'), me)).toBe(state)
  })
})

describe('a conversation', () => {
  const next = (state: Conversation, event: LogEvent) => applyEvent(queries.conversation.key('c1'), state, event, me)

  it('a message of the peer increases the unread count, and an own message does not', () => {
    expect(next(conversation(), newMessage(2))).toMatchObject({ lastSeq: 2, unread: 2 })
    expect(next(conversation(), newMessage(2, me))).toMatchObject({ lastSeq: 2, unread: 1 })
  })

  it('a conversation is refetched when the message before the new one is missing', () => {
    expect(next(conversation(), newMessage(3))).toBe(STALE)
  })

  it('the read position never decreases, and an old read does not hide a newer message', () => {
    const newer = conversation({ lastSeq: 9, lastReadSeq: 8, unread: 1 })
    const read: LogEvent = { seq: 1, type: 'conversation_read', data: { conversationId, lastReadSeq: 8, unread: 0 } }
    expect(next(newer, read)).toBe(newer)
    expect(next(conversation(), read)).toMatchObject({ lastReadSeq: 8, unread: 0 })
  })

  it('a conversation moves to the top of the list with a new message, and is added with its first', () => {
    const other = conversation({ id: 'c2', lastMessage: message(5, bob.id, 'c2'), lastMessageAt: at(5), lastSeq: 5 })
    const both = list([other, conversation()])
    const next = applyEvent(
      queries.conversations.key(''),
      both,
      { ...newMessage(2), seq: 9 },
      me,
    ) as Pages<Conversation>
    expect(next.pages[0]?.items.map(({ id }) => id)).toEqual(['c2', 'c1'])
    const first = applyEvent(
      queries.conversations.key(''),
      list<Conversation>([]),
      newMessage(1),
      me,
    ) as Pages<Conversation>
    expect(first.pages[0]?.items).toEqual([conversation({ lastMessage: message(1) })])
    expect(applyEvent(queries.conversations.key(''), list<Conversation>([]), newMessage(7), me)).toBe(STALE)
    expect(applyEvent(queries.conversations.key('bo'), list<Conversation>([]), newMessage(7), me)).toEqual(list([]))
  })
})

describe('lists of people', () => {
  const accepted = (name: string): LogEvent => ({
    seq: 1,
    type: 'friend_accepted',
    data: { fromUser: friend(name), by: me, since: at(3) },
  })

  it('a new friend is inserted at the sorted position of the list', () => {
    const next = applyEvent(
      queries.friends.key(),
      list([friend('anna'), friend('carl')]),
      accepted('bob'),
      me,
    ) as Pages<Friend>
    expect(next.pages[0]?.items.map(({ id }) => id)).toEqual(['anna', 'bob', 'carl'])
  })

  it('a person who belongs on a page that is not loaded is not added', () => {
    const loaded = list([friend('anna')], 'anna')
    expect(applyEvent(queries.friends.key(), loaded, accepted('zoe'), me)).toEqual(loaded)
  })

  it('lists of people are refetched when a person is no longer visible', () => {
    const event: LogEvent = {
      seq: 1,
      type: 'friend_accepted',
      data: { fromUser: { id: 'gone' }, by: me, since: at(3) },
    }
    expect(applyEvent(queries.friends.key(), list([friend('anna')]), event, me)).toBe(STALE)
  })

  it('a friend request is added to the list of its direction', () => {
    const asked: LogEvent = {
      seq: 1,
      type: 'friend_request',
      data: { fromUser: bob, toUser: friend('me'), since: at(3), greeting: null },
    }
    const empty = list<Friend>([])
    expect(applyEvent(queries.requests.key('outgoing'), empty, asked, 'bob')).toEqual(
      list([{ ...friend('me', 3), greeting: null }]),
    )
    expect(applyEvent(queries.requests.key('outgoing'), empty, asked, me)).toBe(empty)
    expect(applyEvent(queries.requests.key('incoming'), empty, asked, 'bob')).toBe(empty)
  })

  it('a new request from a person who is not in the list refetches the number of mutual friends', () => {
    const asked: LogEvent = {
      seq: 1,
      type: 'friend_request',
      data: { fromUser: bob, toUser: friend('me'), since: at(3), greeting: null },
    }
    expect(applyEvent(queries.requests.key('incoming'), list<Friend>([]), asked, me)).toBe(STALE)
    const fetched = list([{ ...friend('bob', 3), mutual: 2 }])
    expect(applyEvent(queries.requests.key('incoming'), fetched, asked, me)).toBe(fetched)
  })
})

it('an event is applied only when its seq follows the previous one', () => {
  expect([4, 5, 6, 7].map((seq) => classifySeq(5, seq))).toEqual(['drop', 'drop', 'apply', 'hold'])
})
