import { describe, expect, it } from 'vitest'
import type { LogEvent } from '@/lib/events/registry'
import { STALE } from '@/lib/pages'
import {
  missedDepartures,
  type OnlineState,
  parsePresenceChange,
  presenceIn,
  reduceOnline,
  withChange,
  withFetchedPresence,
  withoutUnknown,
} from './reducers'

const NOON = '2026-03-01T12:00:00.000Z'
const EVENING = '2026-03-01T20:00:00.000Z'
const AWAY_AT_NOON = { online: false, lastSeenAt: NOON }
const none: OnlineState = { userIds: [], lastSeen: {} }
const comes = (userId: string) => ({ userId, online: true, lastSeenAt: null })
const leaves = (userId: string, lastSeenAt: string | null = EVENING) => ({ userId, online: false, lastSeenAt })

describe('a socket message', () => {
  it('a socket message of the declared shape is parsed as a change of presence', () => {
    const parsed = (data: unknown) => parsePresenceChange({ type: 'presence', data })
    expect(parsed({ userId: 'a', online: true })).toEqual(comes('a'))
    expect(parsed({ userId: 'a', online: false, lastSeenAt: EVENING })).toEqual(leaves('a'))
    expect(parsed({ userId: 'a', online: false, lastSeenAt: 7 })).toEqual(leaves('a', null))
    for (const data of [undefined, null, 'a', {}, { userId: 'a' }, { userId: 1, online: true }, { online: true }])
      expect(parsed(data)).toBeUndefined()
    for (const message of [null, 'presence', {}, { type: 'typing', data: { userId: 'a', online: true } }])
      expect(parsePresenceChange(message)).toBeUndefined()
  })

  it('a presence change sets one friend, and repeating it changes nothing', () => {
    const both = withChange(withChange(none, comes('a')), comes('b'))
    expect(both.userIds).toEqual(['a', 'b'])
    const left = withChange(both, leaves('a'))
    expect(left).toEqual({ userIds: ['b'], lastSeen: { a: EVENING } })
    expect(withChange(left, leaves('a'))).toEqual(left)
    expect(withChange(left, comes('b'))).toEqual(left)
  })
})

describe('since when somebody is away', () => {
  it('the last-seen time is that of the loaded list until the friend comes online', () => {
    for (const before of [AWAY_AT_NOON, { online: true, lastSeenAt: null }])
      expect(presenceIn(undefined, 'a', before)).toEqual(before)
    expect(presenceIn(none, 'a', AWAY_AT_NOON)).toEqual(AWAY_AT_NOON)
    expect(presenceIn(none, 'a', { online: true, lastSeenAt: null })).toEqual({ online: false, lastSeenAt: null })
    const here = withFetchedPresence(none, ['a'])
    expect(presenceIn(here, 'a', AWAY_AT_NOON)).toEqual({ online: true, lastSeenAt: null })
    expect(presenceIn(withChange(here, leaves('a')), 'a', AWAY_AT_NOON)).toEqual({ online: false, lastSeenAt: EVENING })
  })

  it('the last-seen time is unknown after a missed departure, and absent when the person hides it', () => {
    const here = withFetchedPresence(none, ['a'])
    expect(presenceIn(withFetchedPresence(here, []), 'a', AWAY_AT_NOON)).toEqual({ online: false, lastSeenAt: null })
    expect(presenceIn(withChange(here, leaves('a', null)), 'a', AWAY_AT_NOON)).toEqual({
      online: false,
      lastSeenAt: null,
    })
  })

  it('the last-seen time is fetched for friends whose departure was missed, and then taken from the list', () => {
    const here = withFetchedPresence(none, ['a', 'b', 'c'])
    const later = withChange(withFetchedPresence(here, ['b', 'c']), leaves('c'))
    expect(missedDepartures(here, later)).toEqual(['a'])
    expect(presenceIn(withoutUnknown(later, ['a']), 'a', AWAY_AT_NOON)).toEqual(AWAY_AT_NOON)
    expect(missedDepartures(undefined, here)).toEqual([])
    expect(missedDepartures(here, withFetchedPresence(here, ['a', 'b', 'c', 'd']))).toEqual([])
  })

  it('the last-seen time does not change when the online friends are refetched', () => {
    const left = withChange(withFetchedPresence(none, ['a', 'b']), leaves('a'))
    expect(presenceIn(withFetchedPresence(left, ['b']), 'a', AWAY_AT_NOON)).toEqual({
      online: false,
      lastSeenAt: EVENING,
    })
  })
})

describe('the log', () => {
  const state = withChange(withFetchedPresence(none, ['a', 'b']), leaves('a'))
  const removed = (userId: string): LogEvent => ({ seq: 1, type: 'friend_removed', data: { userId } })
  const blocked = (userId: string, is: boolean): LogEvent => ({
    seq: 1,
    type: 'blocks_changed',
    data: { userId, blocked: is },
  })

  it('a new friend in the event log refetches the online friends', () => {
    const data = { fromUser: { id: 'c' }, by: 'c', since: NOON }
    expect(reduceOnline(state, { seq: 1, type: 'friend_accepted', data })).toBe(STALE)
  })

  it('a person who is no longer a friend is removed from the online friends', () => {
    for (const event of [removed('b'), blocked('b', true)])
      expect(reduceOnline(state, event)).toEqual({ userIds: [], lastSeen: { a: EVENING } })
    expect(reduceOnline(state, removed('a'))).toEqual({ userIds: ['b'], lastSeen: {} })
  })

  it('an event that is not about friends leaves the presence unchanged', () => {
    for (const event of [removed('c'), blocked('b', false)]) expect(reduceOnline(state, event)).toBe(state)
    expect(reduceOnline(state, { seq: 1, type: 'settings_changed', data: {} })).toBe(state)
  })
})
