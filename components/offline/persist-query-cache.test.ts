import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { queries } from '@/lib/events/apply-event'
import type { PersistedQuery } from './device-store'
import { persistQueryCache } from './persist-query-cache'

let cursor = 0
const stored = new Map<string, PersistedQuery>()
const store = {
  putQueries: async (persisted: PersistedQuery[]) => {
    for (const query of persisted) stored.set(String(query.key), query)
  },
}

beforeEach(() => {
  vi.useFakeTimers()
  stored.clear()
  cursor = 0
  for (const name of ['addEventListener', 'removeEventListener']) vi.stubGlobal(name, () => {})
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('the data of a query is stored with the cursor it is up to date with, and not while it is invalidated', () => {
  const queryClient = new QueryClient()
  const stop = persistQueryCache(queryClient, store, () => cursor)
  const change = (unread: number) => {
    queryClient.setQueryData(queries.me.key(), { counts: { unread } })
    cursor++
  }
  const waitForStore = () => vi.advanceTimersByTime(2000)
  change(1)
  waitForStore()
  expect(stored.get('me')).toMatchObject({ data: { counts: { unread: 1 } }, cursor: 1 })

  change(2)
  queryClient.getQueryCache().find({ queryKey: queries.me.key() })?.invalidate()
  waitForStore()
  expect(stored.get('me')).toMatchObject({ data: { counts: { unread: 1 } }, cursor: 1 })

  change(3) // Setting data clears the invalidation.
  waitForStore()
  expect(stored.get('me')).toMatchObject({ data: { counts: { unread: 3 } }, cursor: 3 })
  stop()
})

it('an unchanged query is stored again with a newer cursor after 200 events, unless it is invalidated', () => {
  const queryClient = new QueryClient()
  queryClient.setQueryData(queries.friends.key(), ['Bob'])
  queryClient.setQueryData(queries.me.key(), {})
  const stop = persistQueryCache(queryClient, store, () => cursor)
  const setConversations = (name: string) => {
    queryClient.setQueryData(queries.conversations.key(''), [name])
    vi.advanceTimersByTime(2000)
  }
  setConversations('Carol')
  cursor = 500
  queryClient.getQueryCache().find({ queryKey: queries.me.key() })?.invalidate()
  setConversations('Dave')
  expect([stored.get('friends')?.cursor, stored.get('me')?.cursor]).toEqual([500, 0])
  stop()
})
