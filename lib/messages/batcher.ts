import 'server-only'

interface Waiting<Row, Result> {
  row: Row
  resolve(result: Result): void
  reject(error: unknown): void
}

interface Options<Row, Result> {
  /** Answers for the rows in their order; a rejection says nothing about any single row. */
  run(rows: readonly Row[]): Promise<readonly Result[]>
  /** Rows with the same key are never under way together. */
  keyOf(row: Row): string
  /** Rows of one lane are never in two batches at once, so that none overtakes another. */
  laneOf(row: Row): string
  maxRows: number
  maxRuns: number
}

/**
 * Collects the rows of one turn of the event loop and runs them together. A batch that fails is run again row by row,
 * so that a bad row hurts nobody else; a row that fails alone twice is rejected.
 */
export function createBatcher<Row, Result>({ run, keyOf, laneOf, maxRows, maxRuns }: Options<Row, Result>) {
  const queue: Waiting<Row, Result>[] = []
  const keysUnderWay = new Set<string>()
  const lanesUnderWay = new Set<string>()
  let runs = 0
  let scheduled = false

  const schedule = () => {
    if (scheduled) return
    scheduled = true
    setImmediate(() => {
      scheduled = false
      while (runs < maxRuns && queue.length > 0) {
        const batch = take()
        if (batch.length === 0) return // All that waits shares a key or a lane with a row under way.
        void settle(batch)
      }
    })
  }

  const take = () => {
    const batch: Waiting<Row, Result>[] = []
    const left: Waiting<Row, Result>[] = []
    for (const waiting of queue) {
      const key = keyOf(waiting.row)
      if (batch.length >= maxRows || keysUnderWay.has(key) || lanesUnderWay.has(laneOf(waiting.row))) left.push(waiting)
      else {
        keysUnderWay.add(key)
        batch.push(waiting)
      }
    }
    for (const { row } of batch) lanesUnderWay.add(laneOf(row))
    queue.splice(0, queue.length, ...left)
    return batch
  }

  const settle = async (batch: Waiting<Row, Result>[]) => {
    runs++
    try {
      await runTogether(batch).catch(() => runAlone(batch))
    } finally {
      runs--
      for (const { row } of batch) {
        keysUnderWay.delete(keyOf(row))
        lanesUnderWay.delete(laneOf(row))
      }
      if (queue.length > 0) schedule()
    }
  }

  const runTogether = async (batch: Waiting<Row, Result>[]) => {
    const results = await run(batch.map(({ row }) => row))
    if (results.length !== batch.length) throw new Error('A batch answered for another number of rows.')
    for (const [index, waiting] of batch.entries()) waiting.resolve(results[index] as Result) // Same length, one line above.
  }

  const runAlone = async (batch: Waiting<Row, Result>[]) => {
    for (const waiting of batch) {
      await runTogether([waiting])
        .catch(() => runTogether([waiting])) // A row that lost a race against another process finds its winner now.
        .catch(waiting.reject)
    }
  }

  return (row: Row) =>
    new Promise<Result>((resolve, reject) => {
      queue.push({ row, resolve, reject })
      schedule()
    })
}
