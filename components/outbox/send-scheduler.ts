const FIRST_RETRY_MS = 1000
const MAX_RETRY_MS = 30_000

/**
 * Calls `run` when the next attempt of a conversation is due: at once, or after a delay that doubles with each failure.
 * The delay is random by ±25 %, so that tabs do not retry at the same time.
 */
export function createSendScheduler(run: (conversationId: string) => void) {
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  const delays = new Map<string, number>()

  const runIfIdle = (conversationId: string) => {
    if (!timers.has(conversationId)) run(conversationId)
  }
  const runNow = (conversationId: string) => {
    clearTimeout(timers.get(conversationId))
    timers.delete(conversationId)
    run(conversationId)
  }
  return {
    /** Runs an attempt unless a retry is scheduled. */
    runIfIdle,
    /** Runs an attempt and cancels a scheduled retry. */
    runNow,
    runAllNow() {
      for (const conversationId of [...timers.keys()]) runNow(conversationId)
    },
    /** Resets the delay after a response of the server, and runs the next attempt. */
    runNext(conversationId: string) {
      delays.delete(conversationId)
      runIfIdle(conversationId)
    },
    /** Schedules a retry after at least `seconds` (±25 %). */
    retryLater(conversationId: string, seconds: number) {
      const delay = Math.max(seconds * 1000, delays.get(conversationId) ?? FIRST_RETRY_MS)
      delays.set(conversationId, Math.min(delay * 2, MAX_RETRY_MS))
      timers.set(
        conversationId,
        setTimeout(() => runNow(conversationId), delay * (0.75 + Math.random() / 2)),
      )
    },
  }
}
