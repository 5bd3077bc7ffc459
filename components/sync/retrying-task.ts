import { backoffMs, retryAfterMs } from './backoff'

/**
 * Runs work again after failures until it succeeds. A call of `run` meanwhile runs it at once, unless the server has
 * sent Retry-After.
 */
export function createRetryingTask(work: () => Promise<void>) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let isStopped = false
  let isHeld = false

  const run = async (): Promise<void> => {
    if (isHeld) return
    isStopped = false
    clearTimeout(timer)
    try {
      await work()
      failures = 0
    } catch (error) {
      if (isStopped) return
      isHeld = retryAfterMs(error) > 0
      timer = setTimeout(release, backoffMs(failures++, error))
    }
  }
  const release = () => {
    isHeld = false
    void run()
  }
  return {
    /** Never rejects. */
    run,
    stop() {
      isStopped = true
      isHeld = false
      clearTimeout(timer)
    },
  }
}
