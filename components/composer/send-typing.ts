const MIN_INTERVAL_MS = 3000
/** The receiver drops a typing notice by itself after this. */
const NOTICE_LIFETIME_MS = 6000

export type TypingSender = ReturnType<typeof createTypingSender>

/** Sends a notice that the user is typing, at most every three seconds, and one when they have stopped. */
export function createTypingSender(send: (stopped: boolean) => void) {
  let sentAt = Number.NEGATIVE_INFINITY
  const stopped = () => {
    if (performance.now() - sentAt < NOTICE_LIFETIME_MS) send(true)
    sentAt = Number.NEGATIVE_INFINITY
  }
  return {
    /** The user changed the text. */
    typed(text: string) {
      if (text.trim() === '') return stopped()
      if (performance.now() - sentAt < MIN_INTERVAL_MS) return
      sentAt = performance.now()
      send(false)
    },
    /** The message was sent, so no stop notice is needed. */
    sent() {
      sentAt = Number.NEGATIVE_INFINITY
    },
    stopped,
  }
}
