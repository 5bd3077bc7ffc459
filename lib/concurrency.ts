import { busy } from './errors'

interface Options {
  /** Maximum number of calls that run at once. */
  max: number
  /** Maximum number of calls of one key that run at once. Defaults to `max`. */
  maxPerKey?: number
  /** Maximum number of queued calls. Each further call makes the key with the longest queue lose its last call. */
  maxQueued?: number
}

interface Queued {
  start(): void
  refuse(error: Error): void
}

interface Queue {
  running: number
  queued: Queued[]
}

const MAX_QUEUED = 10_000

/** Limits how many calls run at once. Keys are served round-robin, so a flood under one key delays only that key. */
export function limitConcurrency({ max, maxPerKey = max, maxQueued = MAX_QUEUED }: Options) {
  /** By key, in the order in which they are served next. */
  const queues = new Map<string, Queue>()
  let running = 0
  let queued = 0

  const queueOf = (key: string): Queue => {
    const known = queues.get(key)
    if (known) return known
    const queue = { running: 0, queued: [] }
    queues.set(key, queue)
    return queue
  }

  const start = (key: string, queue: Queue) => {
    queues.delete(key)
    queues.set(key, queue) // Moves the key to the end of the round.
    queue.running++
    running++
  }

  const finish = (key: string, queue: Queue) => {
    queue.running--
    running--
    if (queue.running === 0 && queue.queued.length === 0) queues.delete(key)
    startNext()
  }

  const startNext = () => {
    if (queued === 0 || running >= max) return
    for (const [key, queue] of queues) {
      const next = queue.running < maxPerKey ? queue.queued.shift() : undefined
      if (!next) continue
      queued--
      start(key, queue)
      next.start()
      return
    }
  }

  const refuseOne = () => {
    let longest: [string, Queue] | undefined
    for (const entry of queues) if (entry[1].queued.length >= (longest?.[1].queued.length ?? 1)) longest = entry
    if (!longest) return
    const [key, queue] = longest
    queue.queued.pop()?.refuse(busy())
    queued--
    if (queue.running === 0 && queue.queued.length === 0) queues.delete(key)
  }

  /** Resolves with a release function when the call may run. Rejects with `busy` when the queue is full. */
  async function acquire(key: string): Promise<() => void> {
    const queue = queueOf(key)
    if (running < max && queue.running < maxPerKey) start(key, queue)
    else {
      await new Promise<void>((resolve, reject) => {
        queue.queued.push({ start: resolve, refuse: reject })
        queued++
        if (queued > maxQueued) refuseOne()
      })
    }
    let isReleased = false
    return () => {
      if (isReleased) return
      isReleased = true
      finish(key, queue)
    }
  }

  async function run<T>(key: string, call: () => Promise<T>): Promise<T> {
    const release = await acquire(key)
    try {
      return await call()
    } finally {
      release()
    }
  }

  return { acquire, run }
}
