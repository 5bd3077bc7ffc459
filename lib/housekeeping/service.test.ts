import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { database } from '@/db/client'
import { rateLimits, userEvents } from '@/db/schema'
import { sync } from '@/lib/events/sync'
import { requestFriendship } from '@/lib/friends/service'
import { newPerson, prepareKith } from '@/lib/testing/kith'
import { tidy } from './service'

prepareKith()

it('forgets old events, so that a tab from before them loads afresh, and limits that are over', async () => {
  const alice = await newPerson('alice')
  for (const name of ['bob', 'carol']) await requestFriendship(alice, (await newPerson(name)).id)
  await database().update(userEvents).set({ createdAt: sql`now() - interval '31 days'` }).where(sql`seq = 1`)
  await database().update(rateLimits).set({ windowEndsAt: sql`now() - interval '1 hour'` })
  await tidy()
  expect(await sync(alice, 0, 100)).toEqual({ reset: true, cursor: 2 })
  expect(await sync(alice, 1, 100)).toMatchObject({ cursor: 2, events: [{ seq: 2 }] })
  expect(await database().select().from(rateLimits)).toEqual([])
})

it('keeps what is young', async () => {
  const alice = await newPerson('alice')
  await requestFriendship(alice, (await newPerson('bob')).id)
  await tidy()
  expect(await sync(alice, 0, 100)).toMatchObject({ cursor: 1, events: [{ seq: 1 }] })
  expect(await database().select().from(rateLimits)).toHaveLength(1)
})
