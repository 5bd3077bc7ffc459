import 'server-only'
import { v4, v7 } from 'uuid'

export type Random = ReturnType<typeof createRandom>

/**
 * Creates a deterministic random generator; `seed` must not be 0. Marsaglia's xorshift32 visits each state once in
 * 2^32 - 1 steps, so no two ids made of four consecutive states are equal.
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
  /** Returns 16 random bytes, valid until the next call. */
  function bytes() {
    for (let index = 0; index < words.length; index++) words[index] = word()
    return bytesOfWords
  }
  /** Returns a number from 0 (inclusive) to 1 (exclusive). */
  const fraction = () => word() / 2 ** 32
  /** Returns an integer from 0 (inclusive) to `limit` (exclusive). */
  const below = (limit: number) => Math.floor(fraction() * limit)

  return {
    fraction,
    below,
    pick<T>(list: readonly [T, ...T[]]): T {
      return list[below(list.length)] ?? list[0]
    },
    /** Returns a shuffled copy of the list. */
    shuffled<T>(list: readonly T[]): T[] {
      const result = [...list]
      for (let last = result.length - 1; last > 0; last--) {
        const other = below(last + 1)
        const moved = result[last] as T // Both indexes are inside the list.
        result[last] = result[other] as T
        result[other] = moved
      }
      return result
    },
    /** Returns a UUID v7 with this time. */
    idAt: (at: number) => v7({ msecs: at, random: bytes() }),
    /** Returns a UUID v4, as browsers generate them. */
    clientId: () => v4({ random: bytes() }),
  }
}
