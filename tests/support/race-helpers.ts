import 'server-only'
import { eq, sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { database } from '@/db/client'
import { blocks, conversations, directConversations, friendships, users } from '@/db/schema'
import { requestFriendship } from '@/lib/friends/service'
import { notificationsOf } from '@/lib/notifications/service'
import type { Viewer } from '@/lib/session/viewer'
import { eventsOf } from './conversations'
import { createUser } from './environment'

export const repeat = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n))
export type Pair = Awaited<ReturnType<typeof createPair>>

export const createPair = async () => {
  const [alice, bob] = await Promise.all([createUser('alice'), createUser('bob')])
  return { alice, bob }
}
export const createRequestedPair = async () => {
  const { alice, bob } = await createPair()
  await requestFriendship(alice, bob.id)
  return { alice, bob }
}

/** Runs the race `count` times, five at a time. Rejects with an error that the race does not handle, e.g. a deadlock. */
export async function raceRounds(count: number, race: () => Promise<unknown>) {
  for (let started = 0; started < count; started += 5) await Promise.all(repeat(5, race))
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

/** Returns the friendship status of the pair, after checking that the friend counts and open conversations match it. */
export async function relationRow(pair: Pair) {
  const status = await rowOf(pair)
  for (const { id } of [pair.alice, pair.bob]) {
    const [row] = await database().select({ friendCount: users.friendCount }).from(users).where(sql`id = ${id}`)
    expect(row).toEqual({ friendCount: status === 'accepted' ? 1 : 0 })
  }
  const conversationsOfPair = await database()
    .select({ open: conversations.open })
    .from(conversations)
    .innerJoin(directConversations, eq(directConversations.conversationId, conversations.id))
    .where(sql`${pair.alice.id} in (low_id, high_id) and ${pair.bob.id} in (low_id, high_id)`)
  for (const { open } of conversationsOfPair) expect(open).toBe(status === 'accepted')
  return status ?? 'none'
}

export const blocksBy = ({ id }: Viewer) =>
  database().select({ blockedId: blocks.blockedId }).from(blocks).where(sql`blocker_id = ${id}`)
