import 'server-only'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll } from 'vitest'
import { database } from '@/db/client'
import { createCursor } from '@/db/queries/events'
import { insertUser } from '@/db/queries/users'
import { prepareDatabase } from '@/db/test-database'
import { EMBEDDED_BROKER, type EmbeddedBroker } from '@/lib/broker/broker'
import { userChannel, userOfChannel } from '@/lib/broker/channels'
import { newId } from '@/lib/ids'
import type { Limits } from '@/lib/limits'
import { flushIndexQueue } from '@/lib/search-index/indexer'
import { startSession, stopSessionCache } from '@/lib/session/sessions'
import type { Viewer } from '@/lib/session/viewer'
import { registerSingleton } from '@/lib/singletons'

/** An event as an open tab would receive it. */
interface PublishedEvent {
  userId: string
  type: string
  seq: number
  data: unknown
}

/**
 * Sets up a database for the test file and a broker that records the published events and lists the users in `occupied`
 * and the sessions in `connected`. Only the broker is replaced in these tests. `limits` and `settings` are those that an
 * operator may set.
 */
export function setUpKith({
  limits = {},
  settings = {},
}: {
  limits?: Partial<Limits>
  settings?: Record<string, string>
} = {}) {
  prepareDatabase({ KITH_LIMITS: JSON.stringify(limits), ...settings })
  const published: PublishedEvent[] = []
  const closed: string[] = []
  const occupied = new Set<string>()
  const connected = new Set<string>()
  const recorder: EmbeddedBroker = {
    trigger(channels, _, data) {
      for (const channel of channels) published.push({ userId: userOfChannel(channel) ?? '', ...JSON.parse(data) })
    },
    rememberSession() {},
    closeSession(sessionId) {
      connected.delete(sessionId)
      return closed.push(sessionId)
    },
    connectedSessions: () => [...connected],
    occupiedChannels: () => [...occupied].map(userChannel),
    connectionCount: () => 0,
  }
  beforeAll(() => void registerSingleton(EMBEDDED_BROKER, recorder))
  afterAll(() => Promise.all([stopSessionCache(), flushIndexQueue()]))
  return { published: published, closed, occupied, connected }
}

/** Creates a user with a session, but without a password, whose hash would take time. */
export async function createUser(name = 'person', plan: 'free' | 'pro' = 'free'): Promise<Viewer> {
  const id = newId()
  const username = `${name}_${id.slice(-12)}`
  await database().transaction(async (tx) => {
    await insertUser(tx, { id, username, displayName: name, plan })
    await createCursor(tx, id)
  })
  return { id, sessionId: await startSession(id, { userAgent: 'test', address: '192.0.2.1' }) }
}

export async function usernameOf({ id }: Viewer): Promise<string> {
  const [row] = await database().execute<{ username: string }>(sql`select username from users where id = ${id}`)
  if (!row) throw new Error('The user has no row.')
  return row.username
}
