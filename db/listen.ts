import 'server-only'
import postgres from 'postgres'
import { directUrl } from './client'

const RETRY_MS = 500

interface Listener {
  onMessage(payload: string): void
  /** Called when LISTEN has succeeded. Earlier notifications may have been missed. */
  onUp(): void
  /** Called when the connection is lost. */
  onDown(): void
}

interface Options extends postgres.Options<Record<string, never>> {
  onnotify(channel: string, payload: string): void // Supported by the driver, but missing in its types.
}

/** Receives NOTIFY on its own connection and reconnects after a loss. Returns a function that stops it. */
export function listen(channel: string, { onMessage, onUp, onDown }: Listener): () => Promise<void> {
  let ended = false
  const options: Options = {
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    onnotice() {},
    onnotify: (_, payload) => onMessage(payload),
    onclose() {
      onDown()
      if (!ended) setTimeout(subscribe, RETRY_MS).unref()
    },
  }
  const sql = postgres(directUrl(), options)
  const subscribe = () => {
    if (!ended) sql`listen ${sql(channel)}`.then(onUp, () => setTimeout(subscribe, RETRY_MS).unref())
  }
  subscribe()
  return () => {
    ended = true
    return sql.end({ timeout: 1 })
  }
}
