import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { LogEvent } from '@/lib/events/registry'
import { createDeliveryReceipts } from './send-delivery-receipts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const message = (seq: number, senderId = 'bob', conversationId = 'c') =>
  ({ seq, type: 'new_message', data: { message: { conversationId, seq, senderId }, peer: {} } }) as unknown as LogEvent

function newDelivery(lead = async () => true) {
  const tell = vi.fn(async (_items: { conversationId: string; seq: number }[]) => {})
  return { tell, delivery: createDeliveryReceipts({ viewerId: 'alice', lead, tell }) }
}

it('what arrives within a second is told once, by the newest of each conversation', async () => {
  const { delivery, tell } = newDelivery()
  for (const event of [message(1), message(2), message(7, 'carol', 'd'), message(3)]) delivery.onEvent(event)
  await vi.advanceTimersByTimeAsync(999)
  expect(tell).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(tell.mock.calls).toEqual([
    [
      [
        { conversationId: 'c', seq: 3 },
        { conversationId: 'd', seq: 7 },
      ],
    ],
  ])
})

it('nothing is told twice, and nothing that came before it', async () => {
  const { delivery, tell } = newDelivery()
  delivery.onEvent(message(5))
  await vi.advanceTimersByTimeAsync(1000)
  for (const event of [message(5), message(4)]) delivery.onEvent(event)
  await vi.advanceTimersByTimeAsync(5000)
  expect(tell).toHaveBeenCalledTimes(1)
})

it('what oneself has sent is nothing to tell, nor what is gone, nor what another tab tells', async () => {
  const { delivery, tell } = newDelivery()
  delivery.onEvent(message(1, 'alice'))
  delivery.onEvent({ seq: 1, type: 'new_message', data: { conversationId: 'c', seq: 2, gone: true } })
  const other = newDelivery(async () => false)
  other.delivery.onEvent(message(1))
  await vi.advanceTimersByTimeAsync(5000)
  expect(tell).not.toHaveBeenCalled()
  expect(other.tell).not.toHaveBeenCalled()
})

it('what could not be told is told later, and does not push back what came since', async () => {
  const { delivery, tell } = newDelivery()
  tell.mockRejectedValueOnce(new Error('out of reach'))
  delivery.onEvent(message(1))
  await vi.advanceTimersByTimeAsync(1000)
  delivery.onEvent(message(2))
  await vi.advanceTimersByTimeAsync(10_000)
  expect(tell.mock.calls.map(([items]) => items)).toEqual([
    [{ conversationId: 'c', seq: 1 }],
    [{ conversationId: 'c', seq: 2 }],
  ])
})

it('a hundred conversations go in one call, the rest in the next', async () => {
  const { delivery, tell } = newDelivery()
  for (let n = 0; n < 101; n++) delivery.onEvent(message(1, 'bob', `c${n}`))
  await vi.advanceTimersByTimeAsync(2000)
  expect(tell.mock.calls.map(([items]) => items.length)).toEqual([100, 1])
})
