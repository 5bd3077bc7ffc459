import { expect, it } from 'vitest'
import { BLOCK_EFFECTS, BLOCK_SURFACES } from './rules'

it('every surface is told of, and no sentence comes twice', () => {
  for (const { told } of BLOCK_SURFACES) expect(BLOCK_EFFECTS).toContain(told)
  expect(new Set(BLOCK_EFFECTS).size).toBe(BLOCK_EFFECTS.length)
  expect(new Set(BLOCK_SURFACES.map(({ key }) => key)).size).toBe(BLOCK_SURFACES.length)
})
