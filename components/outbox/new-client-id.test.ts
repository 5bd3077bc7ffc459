import { afterEach, expect, it, vi } from 'vitest'
import { newClientId } from './new-client-id'

afterEach(() => vi.useRealTimers())

it('of several in one millisecond each comes after the ones before it', () => {
  vi.useFakeTimers({ now: Date.parse('2026-03-10T12:00:00.000Z') })
  const named: ReturnType<typeof newClientId>[] = []
  for (let count = 0; count < 200; count++) named.push(newClientId(named))
  const clientIds = named.map(({ clientId }) => clientId)
  expect(clientIds.toSorted()).toEqual(clientIds)
  expect(new Set(clientIds).size).toBe(200)
})

it('comes after what was written before the clock was set back', () => {
  vi.useFakeTimers({ now: Date.parse('2026-03-10T12:20:00.000Z') })
  const before = newClientId([])
  vi.setSystemTime(Date.parse('2026-03-10T12:00:00.000Z'))
  const after = newClientId([before])
  expect(before.clientId < after.clientId).toBe(true)
  expect(after.createdAt).toBe('2026-03-10T12:00:00.000Z')
})
