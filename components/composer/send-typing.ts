import { TYPING_NOTICE_LIFETIME_MS } from '@/lib/conversations/rules'

const MIN_INTERVAL_MS = 3000

export type TypingSender = ReturnType<typeof createTypingSender>

/** Sends a notice that the user is typing, at most every three seconds, and one when they have stopped. */
export function createTypingSender(send: (stopped: boolean) => void) {
  let sentAt = Number.NEGATIVE_INFINITY
  const stopped = () => {
    if (performance.now() - sentAt < TYPING_NOTICE_LIFETIME_MS) send(true)
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
