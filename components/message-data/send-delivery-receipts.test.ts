import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { LogEvent } from '@/lib/events/registry'
import { createDeliveryReceipts } from './send-delivery-receipts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const message = (seq: number, senderId = 'bob', conversationId = 'c') =>
  ({ seq, type: 'new_message', data: { message: { conversationId, seq, senderId }, peer: {} } }) as unknown as LogEvent

function newReceipts(lead = async () => true) {
  const send = vi.fn(async (_items: { conversationId: string; seq: number }[]) => {})
  return { send, receipts: createDeliveryReceipts({ viewerId: 'alice', lead, send }) }
}

it('delivery receipts of one second are sent in one call, with the newest seq of each conversation', async () => {
  const { receipts, send } = newReceipts()
  for (const event of [message(1), message(2), message(7, 'carol', 'd'), message(3)]) receipts.onEvent(event)
  await vi.advanceTimersByTimeAsync(999)
  expect(send).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(send.mock.calls).toEqual([
    [
      [
        { conversationId: 'c', seq: 3 },
        { conversationId: 'd', seq: 7 },
      ],
    ],
  ])
})

it('a delivery receipt is not sent again for the same or an older message', async () => {
  const { receipts, send } = newReceipts()
  receipts.onEvent(message(5))
  await vi.advanceTimersByTimeAsync(1000)
  for (const event of [message(5), message(4)]) receipts.onEvent(event)
  await vi.advanceTimersByTimeAsync(5000)
  expect(send).toHaveBeenCalledTimes(1)
})

it('no delivery receipt is sent for own or deleted messages, or by a tab that loses the election', async () => {
  const { receipts, send } = newReceipts()
  receipts.onEvent(message(1, 'alice'))
  receipts.onEvent({ seq: 1, type: 'new_message', data: { conversationId: 'c', seq: 2, gone: true } })
  const other = newReceipts(async () => false)
  other.receipts.onEvent(message(1))
  await vi.advanceTimersByTimeAsync(5000)
  expect(send).not.toHaveBeenCalled()
  expect(other.send).not.toHaveBeenCalled()
})

it('a failed delivery receipt is sent later, and does not replace a newer one', async () => {
  const { receipts, send } = newReceipts()
  send.mockRejectedValueOnce(new Error('out of reach'))
  receipts.onEvent(message(1))
  await vi.advanceTimersByTimeAsync(1000)
  receipts.onEvent(message(2))
  await vi.advanceTimersByTimeAsync(10_000)
  expect(send.mock.calls.map(([items]) => items)).toEqual([
    [{ conversationId: 'c', seq: 1 }],
    [{ conversationId: 'c', seq: 2 }],
  ])
})

it('delivery receipts of a hundred conversations are sent in one call, the rest in the next', async () => {
  const { receipts, send } = newReceipts()
  for (let n = 0; n < 101; n++) receipts.onEvent(message(1, 'bob', `c${n}`))
  await vi.advanceTimersByTimeAsync(2000)
  expect(send.mock.calls.map(([items]) => items.length)).toEqual([100, 1])
})
