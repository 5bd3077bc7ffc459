import { describe, expect, it } from 'vitest'
import { type OccupancyChange, publishDelay, RECONCILE_INTERVAL_MS, sortChanges } from './rules'

const came = (userId: string): OccupancyChange => ({ userId, occupied: true })
const left = (userId: string): OccupancyChange => ({ userId, occupied: false })

describe('changes of one moment', () => {
  it.each([
    ['who came', [came('a')], { came: ['a'], left: [] }],
    ['who left', [left('a')], { came: [], left: ['a'] }],
    ['a visit', [came('a'), left('a')], { came: ['a'], left: ['a'] }],
    ['a return', [left('a'), came('a')], { came: ['a'], left: [] }],
    ['a return and another leaving', [left('a'), came('a'), left('a')], { came: ['a'], left: ['a'] }],
    ['several people', [came('a'), left('b'), came('c'), came('b')], { came: ['a', 'c', 'b'], left: [] }],
    ['nothing', [], { came: [], left: [] }],
  ])('are sorted: %s', (_, changes, sorted) => {
    expect(sortChanges(changes)).toEqual(sorted)
  })
})

it('what is due is looked at when it is, never at once again and never later than the next round', () => {
  expect(publishDelay(5000)).toBe(5000)
  expect(publishDelay(4999.2)).toBe(5000)
  for (const overdue of [0, -1, -1e12]) expect(publishDelay(overdue)).toBeGreaterThanOrEqual(100)
  expect(publishDelay(1e9)).toBe(RECONCILE_INTERVAL_MS)
})
