import { backoffMs } from './backoff'
import { isRefusal } from './problem'

/** Repeats a call with backoff until it succeeds or `isFinal` accepts its error. Returns a function that stops it. */
export function retryUntilSuccess(
  call: () => Promise<unknown>,
  isFinal: (error: unknown) => boolean = isRefusal,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let ended = false
  const attempt = () => {
    call().catch((error: unknown) => {
      if (!ended && !isFinal(error)) timer = setTimeout(attempt, backoffMs(failures++, error))
    })
  }
  attempt()
  return () => {
    ended = true
    clearTimeout(timer)
  }
}
