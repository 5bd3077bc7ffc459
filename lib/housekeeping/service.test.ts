import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { database } from '@/db/client'
import { notifications, rateLimits, userEvents } from '@/db/schema'
import { me } from '@/lib/accounts/service-me'
import { requestFriendship } from '@/lib/friends/service'
import { notificationsOf } from '@/lib/notifications/service'
import { readEventsSince } from '@/lib/sync/service'
import { createUser, setUpKith } from '@/tests/support/environment'
import { purgeExpired } from './service'

setUpKith()

it('housekeeping deletes old events, so that an older tab gets reset, and expired rate limits', async () => {
  const alice = await createUser('alice')
  for (const name of ['bob', 'carol']) await requestFriendship(alice, (await createUser(name)).id)
  await database().update(userEvents).set({ createdAt: sql`now() - interval '31 days'` }).where(sql`seq = 1`)
  await database().update(rateLimits).set({ windowEndsAt: sql`now() - interval '1 hour'` })
  await purgeExpired()
  expect(await readEventsSince(alice, 0, 100)).toEqual({ reset: true, cursor: 2 })
  expect(await readEventsSince(alice, 1, 100)).toMatchObject({ cursor: 2, events: [{ seq: 2 }] })
  expect(await database().select().from(rateLimits)).toEqual([])
})

it('housekeeping does not delete recent rows', async () => {
  const alice = await createUser('alice')
  await requestFriendship(alice, (await createUser('bob')).id)
  await purgeExpired()
  expect(await readEventsSince(alice, 0, 100)).toMatchObject({ cursor: 1, events: [{ seq: 1 }] })
  expect(await database().select().from(rateLimits)).toHaveLength(1)
})

it('housekeeping deletes notifications after 90 days, seen or not', async () => {
  const viewer = await createUser('viewer')
  for (const name of ['bob', 'carol', 'dave']) await requestFriendship(await createUser(name), viewer.id)
  const age = (days: number, seq: number) =>
    database()
      .update(notifications)
      .set({ createdAt: sql`now() - make_interval(days => ${days})` })
      .where(sql`user_id = ${viewer.id} and seq = ${seq}`)
  await age(91, 1)
  await age(89, 2)
  await purgeExpired()
  const { items } = await notificationsOf(viewer, { cursor: undefined, limit: 50 })
  expect(items.map(({ seq }) => seq)).toEqual([3, 2])
  expect((await me(viewer)).counts.notifications).toBe(2)
})
