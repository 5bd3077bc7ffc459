import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { LogEvent } from '@/lib/events/registry'
import { createTypingStore } from './typing-store'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const typing = (fields: object = {}) => ({ type: 'typing', data: { conversationId: 'c', userId: 'bob', ...fields } })
const event = (type: string, data: object) => ({ seq: 1, type, data }) as unknown as LogEvent // Only the fields that are read.
const newMessage = (senderId: string) => event('new_message', { message: { conversationId: 'c', senderId } })

function storeWithTyping() {
  const store = createTypingStore()
  const listener = vi.fn()
  store.subscribe(listener)
  store.receive(typing())
  expect(store.isTyping('c')).toBe(true)
  expect(listener).toHaveBeenCalledTimes(1)
  return { store, listener }
}

it('a typing notice is in effect for six seconds after the last one', () => {
  const { store, listener } = storeWithTyping()
  vi.advanceTimersByTime(5000)
  store.receive(typing())
  vi.advanceTimersByTime(5999)
  expect(store.isTyping('c')).toBe(true)
  vi.advanceTimersByTime(1)
  expect(store.isTyping('c')).toBe(false)
  expect(listener).toHaveBeenCalledTimes(2)
})

it.each([
  ['they stop typing', (store: ReturnType<typeof createTypingStore>) => store.receive(typing({ stopped: true }))],
  ['their message arrives', (store) => store.onEvent(newMessage('bob'))],
  ['the friendship ends', (store) => store.onEvent(event('friend_removed', { userId: 'bob' }))],
  ['they are blocked', (store) => store.onEvent(event('blocks_changed', { userId: 'bob', blocked: true }))],
] satisfies [string, (store: ReturnType<typeof createTypingStore>) => void][])(
  'isTyping is false after %s',
  (_, end) => {
    const { store } = storeWithTyping()
    end(store)
    expect(store.isTyping('c')).toBe(false)
  },
)

it.each([
  ['a message of the viewer', newMessage('alice')],
  ['the end of another friendship', event('friend_removed', { userId: 'carol' })],
  ['a deleted message', event('new_message', { conversationId: 'c', seq: 1, gone: true })],
])('isTyping stays true after %s', (_, other) => {
  const { store } = storeWithTyping()
  store.onEvent(other)
  expect(store.isTyping('c')).toBe(true)
})

it('events of other types and invalid ones do not change isTyping', () => {
  const store = createTypingStore()
  for (const message of [null, 'typing', { type: 'typing' }, typing({ userId: 7 }), { ...typing(), type: 'presence' }])
    store.receive(message)
  expect(store.isTyping('c')).toBe(false)
})
