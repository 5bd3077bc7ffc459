import { describe, expect, it } from 'vitest'
import type { LogEvent } from '@/lib/events/registry'
import type { Message } from '@/lib/messages/schema'
import { STALE } from '@/lib/pages'
import { reduceUnread, totalUnread } from './reducers'
import type { UnreadConversation } from './schema'

const known: UnreadConversation = { conversationId: 'c', lastSeq: 7, lastReadSeq: 5, unread: 2 }

const message = (seq: number, senderId = 'bob', conversationId = 'c'): LogEvent => ({
  seq: 1,
  type: 'new_message',
  data: {
    message: { conversationId, seq, senderId } as Message,
    peer: { id: 'bob', username: 'bob', displayName: 'Bob', pictureId: null },
  },
})
const read = (lastReadSeq: number, unread: number, conversationId = 'c'): LogEvent => ({
  seq: 1,
  type: 'conversation_read',
  data: { conversationId, lastReadSeq, unread },
})
const hidden = (seq: number): LogEvent => ({ seq: 1, type: 'message_hidden', data: { conversationId: 'c', seq } })

const reduce = (list: readonly UnreadConversation[], ...events: LogEvent[]) =>
  events.reduce<ReturnType<typeof reduceUnread>>(
    (state, event) => (state === STALE ? STALE : reduceUnread(state, event, 'me')),
    list,
  )

describe('reduceUnread', () => {
  it('a message of somebody else counts once, however often its event arrives', () => {
    expect(reduce([known], message(8), message(8))).toEqual([{ ...known, lastSeq: 8, unread: 3 }])
    expect(reduce([known], message(7))).toEqual([known])
  })

  it('an own message does not count, and the next one of somebody else does', () => {
    expect(reduce([known], message(8, 'me'), message(9))).toEqual([{ ...known, lastSeq: 9, unread: 3 }])
  })

  it('a message that was read before its event arrives does not count', () => {
    expect(reduce([known], read(9, 0), message(8), message(9))).toEqual([
      { ...known, lastSeq: 9, lastReadSeq: 9, unread: 0 },
    ])
  })

  it('reading moves forward only', () => {
    expect(reduce([known], read(6, 1), read(5, 2))).toEqual([{ ...known, lastReadSeq: 6, unread: 1 }])
  })

  it('the first message of a new conversation counts, and one of an unknown conversation is left to the server', () => {
    expect(reduce([], message(1))).toEqual([{ conversationId: 'c', lastSeq: 1, lastReadSeq: 0, unread: 1 }])
    expect(reduce([], message(4))).toBe(STALE)
    expect(reduce([], message(4, 'me'))).toEqual([])
  })

  it('a gap before a message is left to the server', () => {
    expect(reduce([known], message(9))).toBe(STALE)
  })

  it('hiding a read message changes nothing, and hiding an unread one is left to the server', () => {
    expect(reduce([known], hidden(5))).toEqual([known])
    expect(reduce([known], hidden(6))).toBe(STALE)
    expect(reduce([], hidden(6))).toBe(STALE)
  })
})

it('totalUnread is the sum', () => {
  expect(totalUnread([known, { ...known, conversationId: 'd', unread: 3 }])).toBe(5)
})
