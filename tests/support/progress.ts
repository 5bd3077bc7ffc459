import 'server-only'

const LONG = 2000
const LINES = 20

/** Says how far a long run has come, in twenty lines; short ones say nothing. */
export function progressOf(name: string, total: number): (taken: number) => void {
  const every = Math.ceil(total / LINES)
  const begun = performance.now()
  return (taken) => {
    if (total < LONG || taken % every !== 0) return
    console.log(`${name}: ${taken} of ${total} steps after ${Math.round((performance.now() - begun) / 1000)} s`)
  }
}
