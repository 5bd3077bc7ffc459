import 'server-only'

interface QueuedRow<Row, Result> {
  row: Row
  resolve(result: Result): void
  reject(error: unknown): void
}

interface Options<Row, Result> {
  /** Returns one result per row, in order. After a rejection the state of each single row is unknown. */
  run(rows: readonly Row[]): Promise<readonly Result[]>
  /** Two rows with the same key are never processed at the same time. */
  keyOf(row: Row): string
  /** Rows of one lane are never in two running batches, so their order is kept. */
  laneOf(row: Row): string
  maxRows: number
  maxRuns: number
}

/**
 * Collects the rows of one event-loop turn and runs them as a batch. A failed batch is run again row by row, so that
 * one bad row does not affect the others. A row that fails twice alone is rejected.
 */
export function createBatcher<Row, Result>({ run, keyOf, laneOf, maxRows, maxRuns }: Options<Row, Result>) {
  const queue: QueuedRow<Row, Result>[] = []
  const activeKeys = new Set<string>()
  const activeLanes = new Set<string>()
  let runs = 0
  let scheduled = false

  const schedule = () => {
    if (scheduled) return
    scheduled = true
    setImmediate(() => {
      scheduled = false
      while (runs < maxRuns && queue.length > 0) {
        const batch = takeBatch()
        if (batch.length === 0) return // All queued rows share a key or a lane with a running row.
        void processBatch(batch)
      }
    })
  }

  const takeBatch = () => {
    const batch: QueuedRow<Row, Result>[] = []
    const left: QueuedRow<Row, Result>[] = []
    for (const queued of queue) {
      const key = keyOf(queued.row)
      if (batch.length >= maxRows || activeKeys.has(key) || activeLanes.has(laneOf(queued.row))) left.push(queued)
      else {
        activeKeys.add(key)
        batch.push(queued)
      }
    }
    for (const { row } of batch) activeLanes.add(laneOf(row))
    queue.splice(0, queue.length, ...left)
    return batch
  }

  const processBatch = async (batch: QueuedRow<Row, Result>[]) => {
    runs++
    try {
      await runBatch(batch).catch(() => runEachRow(batch))
    } finally {
      runs--
      for (const { row } of batch) {
        activeKeys.delete(keyOf(row))
        activeLanes.delete(laneOf(row))
      }
      if (queue.length > 0) schedule()
    }
  }

  const runBatch = async (batch: QueuedRow<Row, Result>[]) => {
    const results = await run(batch.map(({ row }) => row))
    if (results.length !== batch.length) throw new Error('A batch returned a different number of results than rows.')
    for (const [index, queued] of batch.entries()) queued.resolve(results[index] as Result) // Length checked above.
  }

  const runEachRow = async (batch: QueuedRow<Row, Result>[]) => {
    for (const queued of batch) {
      await runBatch([queued])
        .catch(() => runBatch([queued])) // After a conflict with another process, this attempt finds the stored row.
        .catch(queued.reject)
    }
  }

  return (row: Row) =>
    new Promise<Result>((resolve, reject) => {
      queue.push({ row, resolve, reject })
      schedule()
    })
}
