/** Runs one call at a time. All calls made during a run share one further run that starts after it. */
export function coalesceRuns(run: () => Promise<void>): () => Promise<void> {
  let current: Promise<void> | undefined
  let next: Promise<void> | undefined
  const start = (): Promise<void> => {
    current = run().finally(() => {
      current = undefined
    })
    return current
  }
  return () => {
    if (next) return next
    if (!current) return start()
    next = current
      .catch(() => {}) // Reported to the callers of that run.
      .then(() => {
        next = undefined
        return start()
      })
    return next
  }
}
