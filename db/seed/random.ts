import 'server-only'
import { v4, v7 } from 'uuid'

export type Random = ReturnType<typeof createRandom>

/**
 * Chance that falls the same way every time for the same seed (not 0). Marsaglia's xorshift32 passes each state once
 * in 2^32 - 1 steps, so no two ids made of four consecutive ones are equal.
 */
export function createRandom(seed: number) {
  let state = seed
  const words = new Uint32Array(4)
  const bytesOfWords = new Uint8Array(words.buffer)

  function word() {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >>> 0
  }
  /** Sixteen, good until the next call. */
  function bytes() {
    for (let place = 0; place < words.length; place++) words[place] = word()
    return bytesOfWords
  }
  /** From 0, less than 1. */
  const fraction = () => word() / 2 ** 32
  /** A whole number from 0, less than `limit`. */
  const below = (limit: number) => Math.floor(fraction() * limit)

  return {
    fraction,
    below,
    pick<T>(list: readonly [T, ...T[]]): T {
      return list[below(list.length)] ?? list[0]
    },
    /** The list in another order; the one given stays. */
    shuffled<T>(list: readonly T[]): T[] {
      const result = [...list]
      for (let last = result.length - 1; last > 0; last--) {
        const other = below(last + 1)
        const moved = result[last] as T // Both places are inside the list.
        result[last] = result[other] as T
        result[other] = moved
      }
      return result
    },
    /** A uuid v7 as it would have been made at that moment. */
    idAt: (at: number) => v7({ msecs: at, random: bytes() }),
    /** A uuid v4, as browsers make them. */
    clientId: () => v4({ random: bytes() }),
  }
}
