import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { queries } from '@/lib/events/apply-event'
import type { OnlineState } from '@/lib/presence/reducers'
import { createPresenceSync } from './presence-sync'

/** A server that answers when it is told to. */
const server = { asked: 0, answer: (_userIds: string[]) => {} }

beforeEach(() => {
  server.asked = 0
  vi.stubGlobal('fetch', () => {
    server.asked++
    return new Promise<Response>((resolve) => {
      server.answer = (userIds) => resolve(Response.json({ userIds }))
    })
  })
})
afterEach(() => vi.unstubAllGlobals())

function openTab() {
  const queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } })
  const reader = createPresenceSync(queryClient, 'me')
  const stop = new QueryObserver(queryClient, reader.query).subscribe(() => {})
  const state = () => queryClient.getQueryData<OnlineState>(queries.online.key())
  return { queryClient, reader, stop, state }
}

const said = (userId: string, online: boolean) => ({ type: 'presence', data: { userId, online } })

it('asks for the whole set, and changes it as friends come and leave', async () => {
  const { reader, stop, state } = openTab()
  server.answer(['a'])
  await expect.poll(() => state()?.userIds).toEqual(['a'])
  reader.receive(said('b', true))
  reader.receive(said('a', false))
  for (const other of [null, 'presence', { seq: 1, type: 'new_message', data: {} }]) reader.receive(other)
  expect(state()).toEqual({ userIds: ['b'], lastSeen: { a: null } })
  expect(server.asked).toBe(1)
  stop()
})

it('keeps what it hears while an older answer is on the way', async () => {
  const { reader, stop, state } = openTab()
  reader.receive(said('late', true))
  reader.receive(said('gone', true))
  reader.receive(said('gone', false))
  server.answer(['gone', 'a'])
  await expect.poll(() => state()?.userIds).toEqual(['a', 'late'])
  stop()
})

it('asks again when it hears that it is told from now on, and when it is asked to', async () => {
  const { reader, stop, state } = openTab()
  server.answer([])
  await expect.poll(() => state()?.userIds).toEqual([])
  reader.receive(said('me', true))
  server.answer(['a'])
  await expect.poll(() => state()?.userIds).toEqual(['a'])
  reader.ask()
  server.answer(['b'])
  await expect.poll(() => state()?.userIds).toEqual(['b'])
  expect(server.asked).toBe(3)
  stop()
})

it('has lists and pages fetched anew that say since when somebody is away who left unheard', async () => {
  const { queryClient, reader, stop, state } = openTab()
  server.answer(['a', 'b'])
  await expect.poll(() => state()?.userIds).toEqual(['a', 'b'])
  for (const key of [queries.friends.key(), queries.profile.key('a'), queries.profile.key('b')])
    queryClient.setQueryData(key, {})
  reader.ask()
  server.answer(['b'])
  await expect.poll(() => state()).toEqual({ userIds: ['b'], lastSeen: {} })
  const isStale = (key: readonly unknown[]) => queryClient.getQueryState(key)?.isInvalidated
  expect([queries.friends.key(), queries.profile.key('a'), queries.profile.key('b')].map(isStale)).toEqual([
    true,
    true,
    false,
  ])
  stop()
})

it('asks until it is answered, whatever failed', async () => {
  vi.useFakeTimers()
  const answers = [
    () => Promise.reject(new TypeError('lost')),
    async () => new Response(null, { status: 503, headers: { 'retry-after': '20' } }),
    async () => new Response('<h1>Bad gateway</h1>', { status: 502 }),
    async () => new Response(null, { status: 403 }),
  ]
  vi.stubGlobal('fetch', () => (answers.shift() ?? (async () => Response.json({ userIds: ['a'] })))())
  const { stop, state } = openTab()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(state()?.userIds).toEqual(['a'])
  stop()
  vi.useRealTimers()
})
