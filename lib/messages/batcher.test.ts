import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createBatcher } from './batcher'

interface Row {
  key: string
  lane: string
  value: string
}

/** Creates a batcher that records its runs and, after `hold`, blocks each run until `release`. */
function prepare({ maxRows = 10, maxRuns = 2, fails = (_: readonly Row[], _run: number): boolean => false } = {}) {
  const runs: string[][] = []
  const blocked: (() => void)[] = []
  let hold = false
  const add = createBatcher<Row, string>({
    async run(rows) {
      const run = runs.push(rows.map(({ value }) => value))
      if (hold) await new Promise<void>((resolve) => blocked.push(resolve))
      if (fails(rows, run)) throw new Error('refused')
      return rows.map(({ value }) => value.toUpperCase())
    },
    keyOf: ({ key }) => key,
    laneOf: ({ lane }) => lane,
    maxRows,
    maxRuns,
  })
  return {
    runs,
    hold() {
      hold = true
    },
    release: (index: number) => blocked[index]?.(),
    add: (value: string, key = value, lane = value) => add({ key, lane, value }),
  }
}

describe('createBatcher', () => {
  it('rows added in one event-loop turn run as one batch, and each gets its own result', async () => {
    const { add, runs } = prepare()
    expect(await Promise.all([add('a'), add('b'), add('c')])).toEqual(['A', 'B', 'C'])
    expect(await add('d')).toBe('D')
    expect(runs).toEqual([['a', 'b', 'c'], ['d']])
  })

  it('a batch has at most `maxRows` rows, and at most `maxRuns` batches run concurrently', async () => {
    const { add, runs, hold, release } = prepare({ maxRows: 2, maxRuns: 2 })
    hold()
    const results = Promise.all(['a', 'b', 'c', 'd', 'e'].map((value) => add(value)))
    await turn()
    await turn()
    expect(runs).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
    release(1)
    await turn()
    await turn()
    expect(runs[2]).toEqual(['e'])
    release(0)
    release(2)
    expect(await results).toEqual(['A', 'B', 'C', 'D', 'E'])
  })

  it('rows of one key run one after the other, in order', async () => {
    const { add, runs, hold, release } = prepare()
    hold()
    const results = Promise.all([add('first', 'k'), add('second', 'k'), add('other'), add('third', 'k')])
    await turn()
    await turn()
    expect(runs).toEqual([['first', 'other']])
    release(0)
    await turn()
    await turn()
    release(1)
    await turn()
    await turn()
    release(2)
    expect(await results).toEqual(['FIRST', 'SECOND', 'OTHER', 'THIRD'])
    expect(runs).toEqual([['first', 'other'], ['second'], ['third']])
  })

  it('rows of one lane keep their order while other lanes run', async () => {
    const { add, runs, hold, release } = prepare({ maxRows: 2 })
    hold()
    const lane = ['a1', 'a2', 'a3'].map((value) => add(value, value, 'a'))
    const results = Promise.all([...lane, add('b'), add('c')])
    await turn()
    await turn()
    expect(runs).toEqual([
      ['a1', 'a2'],
      ['b', 'c'],
    ])
    release(0)
    await turn()
    await turn()
    expect(runs[2]).toEqual(['a3'])
    release(1)
    release(2)
    expect(await results).toEqual(['A1', 'A2', 'A3', 'B', 'C'])
  })

  it('rows of a failed batch run again one by one, and only the bad row is rejected', async () => {
    const { add, runs } = prepare({ fails: (rows) => rows.some(({ value }) => value === 'bad') })
    const results = await Promise.allSettled([add('a'), add('bad'), add('b')])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(runs).toEqual([['a', 'bad', 'b'], ['a'], ['bad'], ['bad'], ['b']])
  })

  it('a row that fails alone is tried once more', async () => {
    const { add } = prepare({ fails: (_, run) => run <= 2 })
    expect(await add('a')).toBe('A')
  })

  it('a row runs after a failed row with the same key', async () => {
    const { add } = prepare({ fails: (_, run) => run <= 3 })
    await expect(add('a', 'k')).rejects.toThrow('refused')
    expect(await add('b', 'k')).toBe('B')
  })

  it('a row is rejected when the run returns a different number of results', async () => {
    const add = createBatcher<string, string>({
      run: async () => [],
      keyOf: (row) => row,
      laneOf: (row) => row,
      maxRows: 2,
      maxRuns: 1,
    })
    await expect(add('a')).rejects.toThrow('different number')
  })
})
