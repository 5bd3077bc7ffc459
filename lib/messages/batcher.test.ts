import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createBatcher } from './batcher'

interface Row {
  key: string
  lane: string
  value: string
}

/** A batcher whose runs are held until they are let go, and all that it was seen doing. */
function prepare({ maxRows = 10, maxRuns = 2, fails = (_: readonly Row[], _run: number): boolean => false } = {}) {
  const runs: string[][] = []
  const held: (() => void)[] = []
  let hold = false
  const add = createBatcher<Row, string>({
    async run(rows) {
      const run = runs.push(rows.map(({ value }) => value))
      if (hold) await new Promise<void>((resolve) => held.push(resolve))
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
    letGo: (index: number) => held[index]?.(),
    add: (value: string, key = value, lane = value) => add({ key, lane, value }),
  }
}

describe('a batcher', () => {
  it('runs the rows of one turn together and answers each with its own', async () => {
    const { add, runs } = prepare()
    expect(await Promise.all([add('a'), add('b'), add('c')])).toEqual(['A', 'B', 'C'])
    expect(await add('d')).toBe('D')
    expect(runs).toEqual([['a', 'b', 'c'], ['d']])
  })

  it('never runs more rows together, nor more batches at once, than it may', async () => {
    const { add, runs, hold, letGo } = prepare({ maxRows: 2, maxRuns: 2 })
    hold()
    const answers = Promise.all(['a', 'b', 'c', 'd', 'e'].map((value) => add(value)))
    await turn()
    await turn()
    expect(runs).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
    letGo(1)
    await turn()
    await turn()
    expect(runs[2]).toEqual(['e'])
    letGo(0)
    letGo(2)
    expect(await answers).toEqual(['A', 'B', 'C', 'D', 'E'])
  })

  it('never has two rows of one key under way, and keeps their order', async () => {
    const { add, runs, hold, letGo } = prepare()
    hold()
    const answers = Promise.all([add('first', 'k'), add('second', 'k'), add('other'), add('third', 'k')])
    await turn()
    await turn()
    expect(runs).toEqual([['first', 'other']])
    letGo(0)
    await turn()
    await turn()
    letGo(1)
    await turn()
    await turn()
    letGo(2)
    expect(await answers).toEqual(['FIRST', 'SECOND', 'OTHER', 'THIRD'])
    expect(runs).toEqual([['first', 'other'], ['second'], ['third']])
  })

  it('lets no row overtake another of its lane, while other lanes go on', async () => {
    const { add, runs, hold, letGo } = prepare({ maxRows: 2 })
    hold()
    const lane = ['a1', 'a2', 'a3'].map((value) => add(value, value, 'a'))
    const answers = Promise.all([...lane, add('b'), add('c')])
    await turn()
    await turn()
    expect(runs).toEqual([
      ['a1', 'a2'],
      ['b', 'c'],
    ])
    letGo(0)
    await turn()
    await turn()
    expect(runs[2]).toEqual(['a3'])
    letGo(1)
    letGo(2)
    expect(await answers).toEqual(['A1', 'A2', 'A3', 'B', 'C'])
  })

  it('runs each row of a failed batch alone, so that only the bad one is rejected', async () => {
    const { add, runs } = prepare({ fails: (rows) => rows.some(({ value }) => value === 'bad') })
    const answers = await Promise.allSettled([add('a'), add('bad'), add('b')])
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(runs).toEqual([['a', 'bad', 'b'], ['a'], ['bad'], ['bad'], ['b']])
  })

  it('gives a row that fails alone one more chance', async () => {
    const { add } = prepare({ fails: (_, run) => run <= 2 })
    expect(await add('a')).toBe('A')
  })

  it('goes on after a failure, with the same key too', async () => {
    const { add } = prepare({ fails: (_, run) => run <= 3 })
    await expect(add('a', 'k')).rejects.toThrow('refused')
    expect(await add('b', 'k')).toBe('B')
  })

  it('rejects rows that were answered for with another number of answers', async () => {
    const add = createBatcher<string, string>({
      run: async () => [],
      keyOf: (row) => row,
      laneOf: (row) => row,
      maxRows: 2,
      maxRuns: 1,
    })
    await expect(add('a')).rejects.toThrow('another number')
  })
})
