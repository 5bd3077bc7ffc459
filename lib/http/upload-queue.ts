import 'server-only'
import { AppError } from '@/lib/errors'
import { rateLimited } from '@/lib/rate-limits/service'

const RETRY_SECONDS = 5

interface Capacity {
  /** Uploads whose bodies are in memory at once, being received or being worked on. */
  max: number
  /** Uploads that may wait, whose bodies are not read before their time comes. */
  waiting: number
}

interface Waiting {
  owner: string
  start(): void
}

export type UploadQueue = ReturnType<typeof createUploadQueue>

/**
 * Bounds what uploads take of the memory together. They start in the order in which they came, except that nobody has two
 * at once: a person's second waits for their first, while others pass it.
 */
export function createUploadQueue({ max, waiting: maxWaiting }: Capacity) {
  const running = new Set<string>()
  const waiting: Waiting[] = []

  const startNext = () => {
    while (running.size < max) {
      const index = waiting.findIndex(({ owner }) => !running.has(owner))
      const [next] = index < 0 ? [] : waiting.splice(index, 1)
      if (!next) return
      running.add(next.owner)
      next.start()
    }
  }

  const leave = (owner: string) => {
    running.delete(owner)
    startNext()
  }

  /** Does the upload when its time comes. Refuses a third of one person, and everybody when too many wait. */
  return async function upload<Result>(owner: string, work: () => Promise<Result>): Promise<Result> {
    if (waiting.some((other) => other.owner === owner)) throw rateLimited(RETRY_SECONDS)
    const mayStart = running.size < max && !running.has(owner)
    if (!mayStart && waiting.length >= maxWaiting) throw unavailable()
    await new Promise<void>((start) => {
      waiting.push({ owner, start })
      startNext()
    })
    try {
      return await work()
    } finally {
      leave(owner)
    }
  }
}

const unavailable = () =>
  new AppError('unavailable', 'unavailable', `Too much is going on. Wait ${RETRY_SECONDS} s and try again.`, {
    retryAfterSeconds: RETRY_SECONDS,
  })
