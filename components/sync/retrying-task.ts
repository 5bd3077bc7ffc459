import { backoffMs, retryAfterMs } from './backoff'

/**
 * Repeats failing work with backoff until it succeeds. Calling `run` meanwhile runs it at once, unless the server sent
 * Retry-After.
 */
export function createRetryingTask(work: () => Promise<void>) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let isStopped = false
  let mustWait = false

  const run = async (): Promise<void> => {
    if (mustWait) return
    isStopped = false
    clearTimeout(timer)
    try {
      await work()
      failures = 0
    } catch (error) {
      if (isStopped) return
      mustWait = retryAfterMs(error) > 0
      timer = setTimeout(endWait, backoffMs(failures++, error))
    }
  }
  const endWait = () => {
    mustWait = false
    void run()
  }
  return {
    /** Never rejects. */
    run,
    stop() {
      isStopped = true
      mustWait = false
      clearTimeout(timer)
    },
  }
}
