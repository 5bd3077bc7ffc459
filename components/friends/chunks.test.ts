import { expect, it } from 'vitest'
import { chunksOf } from './chunks'

it('chunksOf keeps the order and every item, and returns no empty chunk', () => {
  expect(chunksOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]])
  expect(chunksOf([1, 2], 2)).toEqual([[1, 2]])
  expect(chunksOf([], 2)).toEqual([])
})
