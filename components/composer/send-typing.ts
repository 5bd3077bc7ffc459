const AGAIN_AFTER_MS = 3000
/** Time after which the peer's client stops showing it. */
const REMEMBERED_MS = 6000

export type TypingSender = ReturnType<typeof createTypingSender>

/** Sends typing events, at most every three seconds while the user types, and one when they stop. */
export function createTypingSender(tell: (stopped: boolean) => void) {
  let saidAt = Number.NEGATIVE_INFINITY
  const stopped = () => {
    if (performance.now() - saidAt < REMEMBERED_MS) tell(true)
    saidAt = Number.NEGATIVE_INFINITY
  }
  return {
    /** Reports the current text. */
    typed(text: string) {
      if (text.trim() === '') return stopped()
      if (performance.now() - saidAt < AGAIN_AFTER_MS) return
      saidAt = performance.now()
      tell(false)
    },
    /** Reports a sent message, which ends typing for the peer by itself. */
    sent() {
      saidAt = Number.NEGATIVE_INFINITY
    },
    stopped,
  }
}
