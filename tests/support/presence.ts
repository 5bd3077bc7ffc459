import 'server-only'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeEach, expect } from 'vitest'
import { database } from '@/db/client'
import { presence, users } from '@/db/schema'
import type { Limits } from '@/lib/limits'
import { createPresenceScheduler } from '@/lib/presence/service-scheduler'
import type { Viewer } from '@/lib/session/viewer'
import { AMPLE_LIMITS, befriend } from './conversations'
import { createUser, setUpKith } from './environment'

interface Somebody {
  id: string
}

export const connectUser = ({ id }: Somebody) => ({ userId: id, occupied: true })
export const disconnectUser = ({ id }: Somebody) => ({ userId: id, occupied: false })

/** Two processes that watch the same database, without rounds of their own, and what people hear of each other. */
export function setUpPresence(limits: Partial<Limits> = {}) {
  const { heard, occupied } = setUpKith({ limits: { ...AMPLE_LIMITS, ...limits } })
  const [watch, otherWatch] = [createPresenceScheduler(), createPresenceScheduler()]
  beforeEach(() => {
    heard.length = 0
    occupied.clear()
  })
  afterAll(() => Promise.all([watch.stop(), otherWatch.stop()]))

  const told = (person: Somebody) =>
    heard.flatMap(({ userId, type, seq, data }) => {
      if (userId !== person.id || type !== 'presence') return []
      expect(seq).toBeUndefined()
      return [data as { userId: string; online: boolean; lastSeenAt?: string }] // What `presence` carries.
    })

  return {
    occupied,
    watch,
    otherWatch,
    /** What this person heard of others since the test began. */
    toldOfOthers: (person: Somebody) => told(person).filter(({ userId }) => userId !== person.id),
    /** How often this person heard that they are online themselves. */
    toldOfSelf: (person: Somebody) => told(person).filter(({ userId }) => userId === person.id).length,
    come(...people: Somebody[]) {
      for (const { id } of people) occupied.add(id)
      return watch.applyChanges(people.map(connectUser))
    },
    /** The last tab closes, and the grace goes by. */
    async leave(...people: Somebody[]) {
      for (const { id } of people) occupied.delete(id)
      await watch.applyChanges(people.map(disconnectUser))
      await advanceTime(5)
      await watch.tick()
    },
    /** Alice, whom nobody has seen yet, and her friend Bob, who is online. */
    async friends() {
      const { alice, bob } = await createUsers('alice', 'bob')
      await befriend(alice, bob)
      occupied.add(bob.id)
      await watch.applyChanges([connectUser(bob)])
      return { alice, bob }
    },
  }
}

export async function createUsers<Name extends string>(...names: Name[]) {
  const people = await Promise.all(names.map(async (name) => [name, await createUser(name)] as const))
  return Object.fromEntries(people) as Record<Name, Viewer> // Made of one entry for each name.
}

/** Lets so many seconds pass for everybody's presence. */
export const advanceTime = (seconds: number) =>
  database().execute(sql`
    update presence set
      occupied_at = occupied_at - make_interval(secs => ${seconds}),
      leaves_at = leaves_at - make_interval(secs => ${seconds}),
      told_at = told_at - make_interval(secs => ${seconds})`)

/** What is stored of somebody. */
export async function storedOf({ id }: Somebody) {
  const [row] = await database().select().from(presence).where(eq(presence.userId, id))
  return row && { online: row.online, leaving: row.leavesAt !== null }
}

export const setSeenOnlineBy = ({ id }: Somebody, seenOnlineBy: 'friends' | 'nobody') =>
  database().update(users).set({ seenOnlineBy }).where(eq(users.id, id))
