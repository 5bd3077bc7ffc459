import { setImmediate as turn } from 'node:timers/promises'
import Pusher from 'pusher'
import { EMBEDDED_BROKER, type EmbeddedBroker } from '@/lib/broker/broker'
import { env } from '@/lib/env'
import { registerSingleton } from '@/lib/singletons'

const PATIENCE_MS = 2000

/**
 * Hands the events that this script commits to the Kith that may run on this machine, whose open tabs then hear of them
 * at once; where none takes them, tabs find them in the log when they next look. Returns what waits for that.
 */
export function notifyRunningServer(): () => Promise<void> {
  const { HOST, PORT, PUSHER_APP_ID: appId = '', PUSHER_APP_KEY: key = '', PUSHER_APP_SECRET: secret = '' } = env()
  const host = HOST === '0.0.0.0' || HOST === '::' ? '127.0.0.1' : HOST
  const pusher = new Pusher({ appId, key, secret, host, port: String(PORT), useTLS: false, timeout: PATIENCE_MS })
  const calls: Promise<unknown>[] = []
  registerSingleton(EMBEDDED_BROKER, {
    trigger: (channels, event, data) => void calls.push(pusher.trigger([...channels], event, data)),
  } satisfies Partial<EmbeddedBroker>) // Nothing else of it is asked for where nobody signs in.
  return async () => {
    await turn() // A commit does not wait for its news; a turn later they are on their way.
    await Promise.allSettled(calls)
  }
}
