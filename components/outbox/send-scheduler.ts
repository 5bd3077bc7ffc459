const FIRST_RETRY_MS = 1000
const LONGEST_RETRY_MS = 30_000

/** When each conversation's next try is due: at once, or after a wait that doubles and is never the same for two tabs. */
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
    /** Takes a turn unless one waits. */
    next,
    /** Takes a turn, whatever waits. */
    now,
    allNow() {
      for (const conversationId of [...timers.keys()]) now(conversationId)
    },
    /** The server has answered: the next wait is a short one again. */
    answered(conversationId: string) {
      waits.delete(conversationId)
      next(conversationId)
    },
    /** Takes a turn later; after that many seconds at the earliest, give or take a quarter. */
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
