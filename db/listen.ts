import 'server-only'
import postgres from 'postgres'
import { directUrl } from './client'

const RETRY_MS = 500

interface Listener {
  onMessage(payload: string): void
  /** The channel is heard from here on; whatever was said before is unknown. */
  onUp(): void
  onDown(): void
}

interface Options extends postgres.Options<Record<string, never>> {
  onnotify(channel: string, payload: string): void // The driver takes it, its types leave it out.
}

/** Hears NOTIFY on a connection of its own, returning by itself after a loss. Resolves to a function that ends it. */
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
