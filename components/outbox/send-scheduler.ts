const FIRST_RETRY_MS = 1000
const LONGEST_RETRY_MS = 30_000

/** Schedules the next attempt of each conversation: at once, or after a delay that doubles, with jitter. */
export function createSendScheduler(take: (conversationId: string) => void) {
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  const waits = new Map<string, number>()

  const next = (conversationId: string) => {
    if (!timers.has(conversationId)) take(conversationId)
  }
  const now = (conversationId: string) => {
    clearTimeout(timers.get(conversationId))
    timers.delete(conversationId)
    take(conversationId)
  }
  return {
    /** Starts the next attempt, unless one is scheduled. */
    next,
    /** Starts the next attempt now, even if one is scheduled. */
    now,
    allNow() {
      for (const conversationId of [...timers.keys()]) now(conversationId)
    },
    /** Reports a response of the server, which resets the delay. */
    answered(conversationId: string) {
      waits.delete(conversationId)
      next(conversationId)
    },
    /** Schedules an attempt after at least that many seconds, with a jitter of a quarter. */
    wait(conversationId: string, seconds: number) {
      const wait = Math.max(seconds * 1000, waits.get(conversationId) ?? FIRST_RETRY_MS)
      waits.set(conversationId, Math.min(wait * 2, LONGEST_RETRY_MS))
      timers.set(
        conversationId,
        setTimeout(() => now(conversationId), wait * (0.75 + Math.random() / 2)),
      )
    },
  }
}
