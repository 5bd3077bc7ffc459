import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { queries } from '@/lib/events/apply-event'
import type { PersistedQuery } from './device-store'
import { persistQueryCache } from './persist-query-cache'

let place = 0
const kept = new Map<string, PersistedQuery>()
const store = {
  keepStates: async (states: PersistedQuery[]) => {
    for (const state of states) kept.set(String(state.key), state)
  },
}

beforeEach(() => {
  vi.useFakeTimers()
  kept.clear()
  place = 0
  for (const name of ['addEventListener', 'removeEventListener']) vi.stubGlobal(name, () => {})
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('keeps state with the place up to which it is true, and none that is out of date', () => {
  const queryClient = new QueryClient()
  const stop = persistQueryCache(queryClient, store, () => place)
  const change = (unread: number) => {
    queryClient.setQueryData(queries.me.key(), { counts: { unread } })
    place++
  }
  const keep = () => vi.advanceTimersByTime(2000)
  change(1)
  keep()
  expect(kept.get('me')).toMatchObject({ data: { counts: { unread: 1 } }, cursor: 1 })

  change(2)
  queryClient.getQueryCache().find({ queryKey: queries.me.key() })?.invalidate()
  keep()
  expect(kept.get('me')).toMatchObject({ data: { counts: { unread: 1 } }, cursor: 1 })

  change(3) // The cache takes the mark away.
  keep()
  expect(kept.get('me')).toMatchObject({ data: { counts: { unread: 3 } }, cursor: 3 })
  stop()
})

it('renews what nothing has changed for long, unless it is out of date', () => {
  const queryClient = new QueryClient()
  queryClient.setQueryData(queries.friends.key(), ['Bob'])
  queryClient.setQueryData(queries.me.key(), {})
  const stop = persistQueryCache(queryClient, store, () => place)
  const newsOf = (name: string) => {
    queryClient.setQueryData(queries.conversations.key(''), [name])
    vi.advanceTimersByTime(2000)
  }
  newsOf('Carol')
  place = 500
  queryClient.getQueryCache().find({ queryKey: queries.me.key() })?.invalidate()
  newsOf('Dave')
  expect([kept.get('friends')?.cursor, kept.get('me')?.cursor]).toEqual([500, 0])
  stop()
})
