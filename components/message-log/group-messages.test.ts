import { expect, test } from 'vitest'
import type { DisplayMessage } from '@/components/message-data/use-messages'
import { timeFormat } from '@/components/strings/time-format'
import { groupMessages, type TimelineItem } from './group-messages'

const MINUTE = 60_000
const { daysBetween } = timeFormat({ locale: 'en-GB' })
const NOON = new Date(2026, 2, 3, 12).getTime()

function message(seq: number, senderId: string, minutes: number): DisplayMessage {
  const createdAt = new Date(NOON + minutes * MINUTE).toISOString()
  const id = `m${seq}`
  return {
    id,
    clientId: id,
    conversationId: 'c',
    seq,
    senderId,
    kind: 'text',
    body: 'Hello',
    createdAt,
    replyTo: null,
    editedAt: null,
    retracted: false,
    reactions: [],
    modSeq: 0,
    state: 'stored',
  }
}

const outline = (items: TimelineItem[]) =>
  items.map((item) =>
    item.kind === 'group' ? `${item.senderId} ${item.messages.map(({ seq }) => seq).join('+')}` : item.kind,
  )

test('messages of one sender form a group until another person writes or five minutes pass', () => {
  const messages = [
    message(1, 'bob', 0),
    message(2, 'bob', 4),
    message(3, 'me', 4),
    message(4, 'bob', 5),
    message(5, 'bob', 10),
  ]
  expect(outline(groupMessages(messages, 'me', undefined, daysBetween))).toEqual([
    'day',
    'bob 1+2',
    'me 3',
    'bob 4',
    'bob 5',
  ])
})

test('a new day begins with a heading and a new group, however little time has passed', () => {
  const messages = [message(1, 'bob', 11 * 60 + 59), message(2, 'bob', 12 * 60)]
  expect(outline(groupMessages(messages, 'me', undefined, daysBetween))).toEqual(['day', 'bob 1', 'day', 'bob 2'])
})

test('the unread divider is before the first unread message of the peer, and splits a group', () => {
  const messages = [message(1, 'bob', 0), message(2, 'me', 1), message(3, 'bob', 2), message(4, 'bob', 3)]
  expect(outline(groupMessages(messages, 'me', 1, daysBetween))).toEqual(['day', 'bob 1', 'me 2', 'unread', 'bob 3+4'])
  expect(outline(groupMessages(messages, 'me', 3, daysBetween))).toEqual([
    'day',
    'bob 1',
    'me 2',
    'bob 3',
    'unread',
    'bob 4',
  ])
})

test('there is no unread divider when all messages are read', () => {
  const messages = [message(1, 'bob', 0), message(2, 'me', 1)]
  expect(outline(groupMessages(messages, 'me', 1, daysBetween))).toEqual(['day', 'bob 1', 'me 2'])
  expect(outline(groupMessages(messages, 'me', 2, daysBetween))).toEqual(['day', 'bob 1', 'me 2'])
})

test('a group keeps its key when a message is added at its end', () => {
  const once = groupMessages([message(1, 'bob', 0)], 'me', undefined, daysBetween)
  const twice = groupMessages([message(1, 'bob', 0), message(2, 'bob', 1)], 'me', undefined, daysBetween)
  expect(twice.map(({ key }) => key)).toEqual(once.map(({ key }) => key))
})

test('groups of two senders have different keys, also when both used the same clientId', () => {
  const [mine, theirs] = [message(1, 'me', 0), { ...message(2, 'bob', 24 * 60), clientId: 'm1' }]
  const keys = groupMessages([mine, theirs], 'me', undefined, daysBetween).map(({ key }) => key)
  expect(new Set(keys).size).toBe(4)
})
