import 'server-only'
import { afterAll, beforeAll } from 'vitest'
import { database } from '@/db/client'
import { createCursor } from '@/db/queries/events'
import { insertUser } from '@/db/queries/users'
import { prepareDatabase } from '@/db/testing'
import { startSession, stopSessionCache } from '@/lib/auth/sessions'
import type { Viewer } from '@/lib/auth/viewer'
import { newId } from '@/lib/ids'
import type { Limits } from '@/lib/limits'
import { indexNow } from '@/lib/messages/service-index'
import { EMBEDDED, type EmbeddedBroker } from '@/lib/realtime/broker'
import { userChannel, userOfChannel } from '@/lib/realtime/channels'
import { provide } from '@/lib/singletons'

/** What an open tab would have received. */
interface Heard {
  userId: string
  type: string
  seq: number
  data: unknown
}

/**
 * A database of the file's own, and a broker that writes down what it was told and lists whoever is in `occupied`. The
 * only thing replaced in these tests. `limits` and `settings` are what an
 * operator would have set.
 */
export function prepareKith({
  limits = {},
  settings = {},
}: {
  limits?: Partial<Limits>
  settings?: Record<string, string>
} = {}) {
  prepareDatabase({ KITH_LIMITS: JSON.stringify(limits), ...settings })
  const heard: Heard[] = []
  const closed: string[] = []
  const occupied = new Set<string>()
  const recorder: EmbeddedBroker = {
    trigger(channels, _, data) {
      for (const channel of channels) heard.push({ userId: userOfChannel(channel) ?? '', ...JSON.parse(data) })
    },
    rememberSession() {},
    closeSession: (sessionId) => closed.push(sessionId),
    occupiedChannels: () => [...occupied].map(userChannel),
    connectionCount: () => 0,
  }
  beforeAll(() => void provide(EMBEDDED, recorder))
  afterAll(() => Promise.all([stopSessionCache(), indexNow()]))
  return { heard, closed, occupied }
}

/** A new user with a live session, without the cost of a password. */
export async function newPerson(name = 'person', plan: 'free' | 'pro' = 'free'): Promise<Viewer> {
  const id = newId()
  const username = `${name}_${id.slice(-12)}`
  await database().transaction(async (tx) => {
    await insertUser(tx, { id, username, displayName: name, plan })
    await createCursor(tx, id)
  })
  return { id, sessionId: await startSession(id, { userAgent: 'test', address: '192.0.2.1' }) }
}
