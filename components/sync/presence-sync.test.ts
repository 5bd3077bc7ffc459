import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { queries } from '@/lib/events/apply-event'
import type { OnlineState } from '@/lib/presence/reducers'
import { createPresenceSync } from './presence-sync'

/** A server that responds when the test calls `respond`. */
const server = { requests: 0, respond: (_userIds: string[]) => {} }

beforeEach(() => {
  server.requests = 0
  vi.stubGlobal('fetch', () => {
    server.requests++
    return new Promise<Response>((resolve) => {
      server.respond = (userIds) => resolve(Response.json({ userIds }))
    })
  })
})
afterEach(() => vi.unstubAllGlobals())

function openTab() {
  const queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } })
  const presence = createPresenceSync(queryClient, 'me')
  const stop = new QueryObserver(queryClient, presence.query).subscribe(() => {})
  const state = () => queryClient.getQueryData<OnlineState>(queries.online.key())
  return { queryClient, presence, stop, state }
}

const presenceEvent = (userId: string, online: boolean) => ({ type: 'presence', data: { userId, online } })

it('the set of online friends is fetched once and updated by presence events', async () => {
  const { presence, stop, state } = openTab()
  server.respond(['a'])
  await expect.poll(() => state()?.userIds).toEqual(['a'])
  presence.receive(presenceEvent('b', true))
  presence.receive(presenceEvent('a', false))
  for (const other of [null, 'presence', { seq: 1, type: 'new_message', data: {} }]) presence.receive(other)
  expect(state()).toEqual({ userIds: ['b'], lastSeen: { a: null } })
  expect(server.requests).toBe(1)
  stop()
})

it('presence events that arrive during a fetch are applied to its response', async () => {
  const { presence, stop, state } = openTab()
  presence.receive(presenceEvent('late', true))
  presence.receive(presenceEvent('gone', true))
  presence.receive(presenceEvent('gone', false))
  server.respond(['gone', 'a'])
  await expect.poll(() => state()?.userIds).toEqual(['a', 'late'])
  stop()
})

it('the set of online friends is fetched again after a presence event of the viewer, and on refetch', async () => {
  const { presence, stop, state } = openTab()
  server.respond([])
  await expect.poll(() => state()?.userIds).toEqual([])
  presence.receive(presenceEvent('me', true))
  server.respond(['a'])
  await expect.poll(() => state()?.userIds).toEqual(['a'])
  presence.refetch()
  server.respond(['b'])
  await expect.poll(() => state()?.userIds).toEqual(['b'])
  expect(server.requests).toBe(3)
  stop()
})

it('friends and profiles are invalidated when a fetch shows that a friend went offline without an event', async () => {
  const { queryClient, presence, stop, state } = openTab()
  server.respond(['a', 'b'])
  await expect.poll(() => state()?.userIds).toEqual(['a', 'b'])
  for (const key of [queries.friends.key(), queries.profile.key('a'), queries.profile.key('b')])
    queryClient.setQueryData(key, {})
  presence.refetch()
  server.respond(['b'])
  await expect.poll(() => state()).toEqual({ userIds: ['b'], lastSeen: {} })
  const isStale = (key: readonly unknown[]) => queryClient.getQueryState(key)?.isInvalidated
  expect([queries.friends.key(), queries.profile.key('a'), queries.profile.key('b')].map(isStale)).toEqual([
    true,
    true,
    false,
  ])
  stop()
})

it('the set of online friends is fetched until a request succeeds, whatever failed', async () => {
  vi.useFakeTimers()
  const responses = [
    () => Promise.reject(new TypeError('lost')),
    async () => new Response(null, { status: 503, headers: { 'retry-after': '20' } }),
    async () => new Response('<h1>Bad gateway</h1>', { status: 502 }),
    async () => new Response(null, { status: 403 }),
  ]
  vi.stubGlobal('fetch', () => (responses.shift() ?? (async () => Response.json({ userIds: ['a'] })))())
  const { stop, state } = openTab()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(state()?.userIds).toEqual(['a'])
  stop()
  vi.useRealTimers()
})

it('who is online is unknown after a request that found no network, until the next response', async () => {
  const { presence, stop, state } = openTab()
  server.respond(['a'])
  await expect.poll(() => state()?.userIds).toEqual(['a'])
  expect(presence.isKnown()).toBe(true)
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('There is no network.')))
  presence.refetch()
  await expect.poll(presence.isKnown).toBe(false)
  vi.stubGlobal('fetch', async () => Response.json({ userIds: [] }))
  presence.refetch()
  await expect.poll(presence.isKnown).toBe(true)
  stop()
})
