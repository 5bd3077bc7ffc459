import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createTypingSender } from './send-typing'

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }))
afterEach(() => void vi.useRealTimers())

function newSayTyping() {
  const tell = vi.fn((_stopped: boolean) => {})
  return {
    say: createTypingSender(tell),
    told: () => tell.mock.calls.map(([stopped]) => (stopped ? 'stopped' : 'writes')),
  }
}

it('writing is told once in three seconds, however fast the keys come', () => {
  const { say, told } = newSayTyping()
  for (let n = 0; n < 70; n++) {
    say.typed('x'.repeat(n + 1))
    vi.advanceTimersByTime(100)
  }
  expect(told()).toEqual(['writes', 'writes', 'writes'])
})

it('emptying the text, or leaving, is told once, and only when there is something to take back', () => {
  const { say, told } = newSayTyping()
  say.typed(' ')
  say.stopped()
  expect(told()).toEqual([])
  say.typed('hello')
  say.typed('')
  say.stopped()
  expect(told()).toEqual(['writes', 'stopped'])
  say.typed('hello again')
  vi.advanceTimersByTime(6000)
  say.stopped()
  expect(told()).toEqual(['writes', 'stopped', 'writes'])
})

it('a message that was sent speaks for itself, and the next one is told at once', () => {
  const { say, told } = newSayTyping()
  say.typed('hello')
  say.sent()
  say.stopped()
  say.typed('and')
  expect(told()).toEqual(['writes', 'writes'])
})
