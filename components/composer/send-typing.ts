const AGAIN_AFTER_MS = 3000
/** The other side forgets it by itself after this. */
const REMEMBERED_MS = 6000

export type TypingSender = ReturnType<typeof createTypingSender>

/** Says that somebody writes, at most every three seconds while they do, and that they have stopped. */
export function createTypingSender(tell: (stopped: boolean) => void) {
  let saidAt = Number.NEGATIVE_INFINITY
  const stopped = () => {
    if (performance.now() - saidAt < REMEMBERED_MS) tell(true)
    saidAt = Number.NEGATIVE_INFINITY
  }
  return {
    /** They changed their text to this. */
    typed(text: string) {
      if (text.trim() === '') return stopped()
      if (performance.now() - saidAt < AGAIN_AFTER_MS) return
      saidAt = performance.now()
      tell(false)
    },
    /** The message itself says that it is written. */
    sent() {
      saidAt = Number.NEGATIVE_INFINITY
    },
    stopped,
  }
}
