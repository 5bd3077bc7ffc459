import { setImmediate as nextTurn } from 'node:timers/promises'
import Pusher from 'pusher'
import { EMBEDDED_BROKER, type EmbeddedBroker } from '@/lib/broker/broker'
import { env } from '@/lib/env'
import { registerSingleton } from '@/lib/singletons'

const REQUEST_TIMEOUT_MS = 2000

/**
 * Publishes the events that this script commits through the Kith that may run on this machine, so that open tabs receive
 * them at once. If none runs, tabs get them from the log at their next sync. Returns a function that waits for the calls.
 */
export function publishThroughRunningServer(): () => Promise<void> {
  const { HOST, PORT, PUSHER_APP_ID: appId = '', PUSHER_APP_KEY: key = '', PUSHER_APP_SECRET: secret = '' } = env()
  const host = HOST === '0.0.0.0' || HOST === '::' ? '127.0.0.1' : HOST
  const pusher = new Pusher({
    appId,
    key,
    secret,
    host,
    port: String(PORT),
    useTLS: false,
    timeout: REQUEST_TIMEOUT_MS,
  })
  const calls: Promise<unknown>[] = []
  registerSingleton(EMBEDDED_BROKER, {
    trigger: (channels, event, data) => void calls.push(pusher.trigger([...channels], event, data)),
  } satisfies Partial<EmbeddedBroker>) // The other members are used only when users sign in.
  return async () => {
    await nextTurn() // A commit does not wait for publishing, which starts in the next turn of the event loop.
    await Promise.allSettled(calls)
  }
}
