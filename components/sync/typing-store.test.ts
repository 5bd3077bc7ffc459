import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { LogEvent } from '@/lib/events/registry'
import { createTypingStore } from './typing-store'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const typing = (fields: object = {}) => ({ type: 'typing', data: { conversationId: 'c', userId: 'bob', ...fields } })
const event = (type: string, data: object) => ({ seq: 1, type, data }) as unknown as LogEvent // As much as is read.
const said = (senderId: string) => event('new_message', { message: { conversationId: 'c', senderId } })

function writing() {
  const reader = createTypingStore()
  const told = vi.fn()
  reader.subscribe(told)
  reader.receive(typing())
  expect(reader.isTyping('c')).toBe(true)
  expect(told).toHaveBeenCalledTimes(1)
  return { reader, told }
}

it('somebody writes for six seconds after they last said so', () => {
  const { reader, told } = writing()
  vi.advanceTimersByTime(5000)
  reader.receive(typing())
  vi.advanceTimersByTime(5999)
  expect(reader.isTyping('c')).toBe(true)
  vi.advanceTimersByTime(1)
  expect(reader.isTyping('c')).toBe(false)
  expect(told).toHaveBeenCalledTimes(2)
})

it.each([
  ['they stop', (reader: ReturnType<typeof createTypingStore>) => reader.receive(typing({ stopped: true }))],
  ['their message is there', (reader) => reader.onEvent(said('bob'))],
  ['the friendship ends', (reader) => reader.onEvent(event('friend_removed', { userId: 'bob' }))],
  ['they are blocked', (reader) => reader.onEvent(event('blocks_changed', { userId: 'bob', blocked: true }))],
] satisfies [string, (reader: ReturnType<typeof createTypingStore>) => void][])('nobody writes once %s', (_, end) => {
  const { reader } = writing()
  end(reader)
  expect(reader.isTyping('c')).toBe(false)
})

it.each([
  ['a message of one’s own', said('alice')],
  ['another’s leaving', event('friend_removed', { userId: 'carol' })],
  ['a message that is gone', event('new_message', { conversationId: 'c', seq: 1, gone: true })],
])('%s ends nobody’s writing', (_, other) => {
  const { reader } = writing()
  reader.onEvent(other)
  expect(reader.isTyping('c')).toBe(true)
})

it('other events, and broken ones, say nothing about writing', () => {
  const reader = createTypingStore()
  for (const message of [null, 'typing', { type: 'typing' }, typing({ userId: 7 }), { ...typing(), type: 'presence' }])
    reader.receive(message)
  expect(reader.isTyping('c')).toBe(false)
})
