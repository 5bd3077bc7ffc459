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

interface UserId {
  id: string
}

export const connectUser = ({ id }: UserId) => ({ userId: id, occupied: true })
export const disconnectUser = ({ id }: UserId) => ({ userId: id, occupied: false })

/**
 * Sets up two presence schedulers on the same database, as of two processes, without their timers, and records the
 * presence events of users.
 */
export function setUpPresence(limits: Partial<Limits> = {}) {
  const { published, occupied } = setUpKith({ limits: { ...AMPLE_LIMITS, ...limits } })
  const [scheduler, otherScheduler] = [createPresenceScheduler(), createPresenceScheduler()]
  beforeEach(() => {
    published.length = 0
    occupied.clear()
  })
  afterAll(() => Promise.all([scheduler.stop(), otherScheduler.stop()]))

  const presenceEventsOf = (person: UserId) =>
    published.flatMap(({ userId, type, seq, data }) => {
      if (userId !== person.id || type !== 'presence') return []
      expect(seq).toBeUndefined()
      return [data as { userId: string; online: boolean; lastSeenAt?: string }] // The data of a `presence` event.
    })

  return {
    occupied,
    scheduler,
    otherScheduler,
    /** Returns the presence events about others that this user received in this test. */
    receivedAboutOthers: (person: UserId) => presenceEventsOf(person).filter(({ userId }) => userId !== person.id),
    /** Returns how many presence events about themselves this user received. */
    countReceivedAboutSelf: (person: UserId) =>
      presenceEventsOf(person).filter(({ userId }) => userId === person.id).length,
    connect(...people: UserId[]) {
      for (const { id } of people) occupied.add(id)
      return scheduler.applyChanges(people.map(connectUser))
    },
    /** Closes the last tab and lets the grace period end. */
    async disconnect(...people: UserId[]) {
      for (const { id } of people) occupied.delete(id)
      await scheduler.applyChanges(people.map(disconnectUser))
      await advanceTime(5)
      await scheduler.tick()
    },
    /** Creates Alice, who was never online, and her friend Bob, who is online. */
    async createFriends() {
      const { alice, bob } = await createUsers('alice', 'bob')
      await befriend(alice, bob)
      occupied.add(bob.id)
      await scheduler.applyChanges([connectUser(bob)])
      return { alice, bob }
    },
  }
}

export async function createUsers<Name extends string>(...names: Name[]) {
  const people = await Promise.all(names.map(async (name) => [name, await createUser(name)] as const))
  return Object.fromEntries(people) as Record<Name, Viewer> // Built from one entry per name.
}

/** Lets this many seconds pass for the presence of all users. */
export const advanceTime = (seconds: number) =>
  database().execute(sql`
    update presence set
      occupied_at = occupied_at - make_interval(secs => ${seconds}),
      leaves_at = leaves_at - make_interval(secs => ${seconds}),
      told_at = told_at - make_interval(secs => ${seconds})`)

/** Returns the stored presence of a user. */
export async function storedOf({ id }: UserId) {
  const [row] = await database().select().from(presence).where(eq(presence.userId, id))
  return row && { online: row.online, leaving: row.leavesAt !== null }
}

export const setSeenOnlineBy = ({ id }: UserId, seenOnlineBy: 'friends' | 'nobody') =>
  database().update(users).set({ seenOnlineBy }).where(eq(users.id, id))
