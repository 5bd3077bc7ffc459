import { expect, test } from 'vitest'
import { scrollShift } from './scroll-shift'

const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
const seen = ['c', 'd', 'e', 'f']
const shift = (now: string[]) => scrollShift(seen, 2, now)

test('scrollShift counts the rows added and removed above the visible rows, and none below them', () => {
  expect(shift(ids)).toBe(0)
  expect(shift(['new', ...ids])).toBe(1)
  expect(shift(['b', 'c', 'd', 'e', 'f', 'g'])).toBe(-1)
  expect(shift(['g', 'a', 'b', 'c', 'd', 'e', 'f'])).toBe(1)
  expect(shift(['b', 'a', 'c', 'd', 'e', 'f', 'g'])).toBe(0)
  expect(shift([...ids, 'h'])).toBe(0)
})

test('scrollShift ignores a visible row that moves to the top', () => {
  expect(shift(['c', 'a', 'b', 'd', 'e', 'f', 'g'])).toBe(0)
  expect(shift(['f', 'a', 'b', 'c', 'd', 'e', 'g'])).toBe(1)
})

test('scrollShift is 0 when no visible row is left', () => {
  expect(shift(['x', 'y'])).toBe(0)
  expect(scrollShift([], 0, ids)).toBe(0)
})
