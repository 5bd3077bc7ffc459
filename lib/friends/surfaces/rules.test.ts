import { expect, it } from 'vitest'
import { BLOCK_SENTENCES, BLOCK_SURFACES } from './rules'

it('every surface is told of, and no sentence comes twice', () => {
  for (const { told } of BLOCK_SURFACES) expect(BLOCK_SENTENCES).toContain(told)
  expect(new Set(BLOCK_SENTENCES).size).toBe(BLOCK_SENTENCES.length)
  expect(new Set(BLOCK_SURFACES.map(({ key }) => key)).size).toBe(BLOCK_SURFACES.length)
})
