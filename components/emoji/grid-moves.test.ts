import { expect, it } from 'vitest'
import { cellAfterKey } from './grid-moves'

/**
 * Two grids:
 *   0 1 2      5 6 7
 *   3 4        8
 */
const shape = { columns: 3, counts: [5, 4] }

it.each([
  ['ArrowRight', 4, 5],
  ['ArrowLeft', 5, 4],
  ['ArrowLeft', 0, 0],
  ['ArrowRight', 8, 8],
  ['ArrowDown', 1, 4],
  ['ArrowDown', 2, 4],
  ['ArrowDown', 4, 6],
  ['ArrowUp', 7, 4],
  ['ArrowUp', 6, 4],
  ['ArrowUp', 2, -1],
  ['ArrowDown', 8, 8],
  ['Home', 4, 3],
  ['End', 5, 7],
  ['PageDown', 1, 8],
  ['PageUp', 8, 0],
])('%s leads from cell %i to %i', (key, at, next) => {
  expect(cellAfterKey(key, at, shape)).toBe(next)
})

it('other keys lead nowhere', () => {
  expect(cellAfterKey('Enter', 1, shape)).toBeUndefined()
  expect(cellAfterKey('ArrowDown', 0, { columns: 3, counts: [] })).toBeUndefined()
})
