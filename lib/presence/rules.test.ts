import { describe, expect, it } from 'vitest'
import { type OccupancyChange, RECONCILE_INTERVAL_MS, sortChanges, tickDelay } from './rules'

const came = (userId: string): OccupancyChange => ({ userId, occupied: true })
const left = (userId: string): OccupancyChange => ({ userId, occupied: false })

describe('sortChanges', () => {
  it.each([
    ['an arrival', [came('a')], { came: ['a'], left: [] }],
    ['a departure', [left('a')], { came: [], left: ['a'] }],
    ['an arrival and a departure', [came('a'), left('a')], { came: ['a'], left: ['a'] }],
    ['a departure and a return', [left('a'), came('a')], { came: ['a'], left: [] }],
    ['a departure, a return and a departure', [left('a'), came('a'), left('a')], { came: ['a'], left: ['a'] }],
    ['changes of several users', [came('a'), left('b'), came('c'), came('b')], { came: ['a', 'c', 'b'], left: [] }],
    ['no changes', [], { came: [], left: [] }],
  ])('%s: users are sorted into came and left', (_, changes, sorted) => {
    expect(sortChanges(changes)).toEqual(sorted)
  })
})

it('tickDelay is the time until the due change, but at least the minimum and at most one round', () => {
  expect(tickDelay(5000)).toBe(5000)
  expect(tickDelay(4999.2)).toBe(5000)
  for (const overdue of [0, -1, -1e12]) expect(tickDelay(overdue)).toBeGreaterThanOrEqual(100)
  expect(tickDelay(1e9)).toBe(RECONCILE_INTERVAL_MS)
})
