import { expect, it } from 'vitest'
import { BLOCK_EFFECTS, BLOCK_SURFACES } from './rules'

it('every effect of a block is explained by exactly one sentence of the dialog', () => {
  for (const { effect } of BLOCK_SURFACES) expect(BLOCK_EFFECTS).toContain(effect)
  expect(new Set(BLOCK_EFFECTS).size).toBe(BLOCK_EFFECTS.length)
  expect(new Set(BLOCK_SURFACES.map(({ key }) => key)).size).toBe(BLOCK_SURFACES.length)
})
