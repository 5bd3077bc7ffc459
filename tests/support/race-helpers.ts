import 'server-only'
import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { database } from '@/db/client'
import { blocks, conversations, friendships, users } from '@/db/schema'
import { requestFriendship } from '@/lib/friends/service'
import { notificationsOf } from '@/lib/notifications/service'
import type { Viewer } from '@/lib/session/viewer'
import { eventsOf } from './conversations'
import { createUser } from './environment'

export const repeat = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n))
export type Pair = Awaited<ReturnType<typeof pair>>

export const pair = async () => {
  const [alice, bob] = await Promise.all([createUser('alice'), createUser('bob')])
  return { alice, bob }
}
export const asked = async () => {
  const { alice, bob } = await pair()
  await requestFriendship(alice, bob.id)
  return { alice, bob }
}

/** Many rounds of the same race, a few at a time. A failure that is no refusal, such as a deadlock, is thrown on. */
export async function raceRounds(count: number, race: () => Promise<unknown>) {
  for (let begun = 0; begun < count; begun += 5) await Promise.all(repeat(5, race))
}

export const typesOf = async (viewer: Viewer) => (await eventsOf(viewer)).map(({ type }) => type)
export const kindsOf = async (viewer: Viewer) =>
  (await notificationsOf(viewer, { cursor: undefined, limit: 100 })).items.map(({ kind, person }) => [kind, person.id])

async function rowOf({ alice, bob }: Pair) {
  const between = sql`${alice.id} in (low_id, high_id) and ${bob.id} in (low_id, high_id)`
  const rows = await database().select({ status: friendships.status }).from(friendships).where(between)
  expect(rows.length).toBeLessThanOrEqual(1)
  return rows[0]?.status
}

/** How the two stand, after checking that everything counted from it agrees: counters, the right to write, a block. */
export async function relationRow(two: Pair) {
  const status = await rowOf(two)
  for (const { id } of [two.alice, two.bob]) {
    const [row] = await database().select({ friendCount: users.friendCount }).from(users).where(sql`id = ${id}`)
    expect(row).toEqual({ friendCount: status === 'accepted' ? 1 : 0 })
  }
  const talks = await database()
    .select({ open: conversations.open })
    .from(conversations)
    .where(sql`${two.alice.id} in (low_id, high_id) and ${two.bob.id} in (low_id, high_id)`)
  for (const { open } of talks) expect(open).toBe(status === 'accepted')
  return status ?? 'none'
}

export const blocksBy = ({ id }: Viewer) =>
  database().select({ blockedId: blocks.blockedId }).from(blocks).where(sql`blocker_id = ${id}`)
