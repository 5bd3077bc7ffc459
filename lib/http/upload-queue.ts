import 'server-only'
import { AppError } from '@/lib/errors'
import { rateLimited } from '@/lib/rate-limits/service'

const RETRY_SECONDS = 5

interface Capacity {
  /** Maximum number of uploads in memory, being received or processed. */
  max: number
  /** Maximum number of queued uploads; their bodies are not read yet. */
  waiting: number
}

interface Waiting {
  owner: string
  start(): void
}

export type UploadQueue = ReturnType<typeof createUploadQueue>

/**
 * Limits the memory that all uploads take together. Uploads start in order of arrival, but each owner has only one at a
 * time: a second one waits while those of others start.
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

  /**
   * Runs the upload when it may start. Throws 503 for a third upload of one owner, and for all when the queue is full.
   */
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
