import 'server-only'

const MIN_REPORTED_STEPS = 2000
const MAX_LINES = 20

/** Returns a function that prints the progress of a long run, in at most 20 lines; a short run prints nothing. */
export function progressOf(name: string, total: number): (done: number) => void {
  const every = Math.ceil(total / MAX_LINES)
  const startedAt = performance.now()
  return (done) => {
    if (total < MIN_REPORTED_STEPS || done % every !== 0) return
    console.log(`${name}: ${done} of ${total} steps after ${Math.round((performance.now() - startedAt) / 1000)} s`)
  }
}
