import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createTypingSender } from './send-typing'

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }))
afterEach(() => void vi.useRealTimers())

function newTypingSender() {
  const send = vi.fn((_stopped: boolean) => {})
  return {
    sender: createTypingSender(send),
    sent: () => send.mock.calls.map(([stopped]) => (stopped ? 'stopped' : 'typing')),
  }
}

it('a typing notice is sent at most every three seconds while the user types', () => {
  const { sender, sent } = newTypingSender()
  for (let n = 0; n < 70; n++) {
    sender.typed('x'.repeat(n + 1))
    vi.advanceTimersByTime(100)
  }
  expect(sent()).toEqual(['typing', 'typing', 'typing'])
})

it('a stop notice is sent once when the text is emptied or left, if the typing notice is still in effect', () => {
  const { sender, sent } = newTypingSender()
  sender.typed(' ')
  sender.stopped()
  expect(sent()).toEqual([])
  sender.typed('hello')
  sender.typed('')
  sender.stopped()
  expect(sent()).toEqual(['typing', 'stopped'])
  sender.typed('hello again')
  vi.advanceTimersByTime(6000)
  sender.stopped()
  expect(sent()).toEqual(['typing', 'stopped', 'typing'])
})

it('no stop notice is sent after the message was sent, and the next typing notice is sent at once', () => {
  const { sender, sent } = newTypingSender()
  sender.typed('hello')
  sender.sent()
  sender.stopped()
  sender.typed('and')
  expect(sent()).toEqual(['typing', 'typing'])
})
