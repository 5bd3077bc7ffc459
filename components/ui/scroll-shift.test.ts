import { expect, test } from 'vitest'
import { scrollShift } from './scroll-shift'

const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
const seen = ['c', 'd', 'e', 'f']
const shift = (now: string[]) => scrollShift(seen, 2, now)

test('what is in sight follows what comes and goes above it, and nothing below', () => {
  expect(shift(ids)).toBe(0)
  expect(shift(['new', ...ids])).toBe(1)
  expect(shift(['b', 'c', 'd', 'e', 'f', 'g'])).toBe(-1)
  expect(shift(['g', 'a', 'b', 'c', 'd', 'e', 'f'])).toBe(1)
  expect(shift(['b', 'a', 'c', 'd', 'e', 'f', 'g'])).toBe(0)
  expect(shift([...ids, 'h'])).toBe(0)
})

test('a row in sight that jumps to the top does not take the others with it', () => {
  expect(shift(['c', 'a', 'b', 'd', 'e', 'f', 'g'])).toBe(0)
  expect(shift(['f', 'a', 'b', 'c', 'd', 'e', 'g'])).toBe(1)
})

test('where none of them is left nothing moves', () => {
  expect(shift(['x', 'y'])).toBe(0)
  expect(scrollShift([], 0, ids)).toBe(0)
})
