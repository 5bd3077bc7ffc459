import { afterEach, expect, it, vi } from 'vitest'
import { newClientId } from './new-client-id'

afterEach(() => vi.useRealTimers())

it('client ids made in one millisecond sort in the order they were made', () => {
  vi.useFakeTimers({ now: Date.parse('2026-03-10T12:00:00.000Z') })
  const made: ReturnType<typeof newClientId>[] = []
  for (let count = 0; count < 200; count++) made.push(newClientId(made))
  const clientIds = made.map(({ clientId }) => clientId)
  expect(clientIds.toSorted()).toEqual(clientIds)
  expect(new Set(clientIds).size).toBe(200)
})

it('a client id made after the clock was set back sorts after earlier ones', () => {
  vi.useFakeTimers({ now: Date.parse('2026-03-10T12:20:00.000Z') })
  const before = newClientId([])
  vi.setSystemTime(Date.parse('2026-03-10T12:00:00.000Z'))
  const after = newClientId([before])
  expect(before.clientId < after.clientId).toBe(true)
  expect(after.createdAt).toBe('2026-03-10T12:00:00.000Z')
})
