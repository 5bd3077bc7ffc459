import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { database } from '@/db/client'
import { users } from '@/db/schema'
import { commit } from '@/lib/events/commit'
import { requestFriendship } from '@/lib/friends/service'
import type { Viewer } from '@/lib/session/viewer'
import { AMPLE_LIMITS, createConversation, eventsOf, sendText } from '@/tests/support/conversations'
import { createUser, setUpKith } from '@/tests/support/environment'
import { sync } from './service'

setUpKith({ limits: AMPLE_LIMITS })

/** Somebody with this many events in their log. */
async function heardOf(events: number) {
  const person = await createUser('person')
  for (let n = 1; n <= events; n++) await readingNoted(person, n)
  return person
}
const readingNoted = ({ id }: Viewer, n: number) =>
  commit(async (_, announce) =>
    announce([id], { type: 'conversation_read', data: { conversationId: 'any', lastReadSeq: n, unread: 0 } }),
  )
const prune = ({ id }: Viewer, below: number) =>
  database().execute(sql`delete from user_events where user_id = ${id} and seq < ${below}`)
const seqs = (answer: Awaited<ReturnType<typeof sync>>) =>
  answer && 'events' in answer ? answer.events.map(({ seq }) => seq) : answer

describe('sync', () => {
  it('is nothing when nothing is new, also in a log that was never written in', async () => {
    expect(await sync(await heardOf(0), 0, 200)).toBeUndefined()
    expect(await sync(await heardOf(2), 2, 200)).toBeUndefined()
  })

  it('answers with what is above the cursor, in order, and the cursor to ask with next', async () => {
    const person = await heardOf(5)
    const first = await sync(person, 1, 2)
    expect(seqs(first)).toEqual([2, 3])
    expect(first).toMatchObject({ cursor: 3, more: true })
    const second = await sync(person, 3, 2)
    expect(seqs(second)).toEqual([4, 5])
    expect(second).toMatchObject({ cursor: 5, more: false })
  })

  it('answers reset, with the newest cursor, to a cursor from another life of the database', async () => {
    expect(await sync(await heardOf(2), 3, 200)).toEqual({ reset: true, cursor: 2 })
    expect(await sync(await heardOf(0), 1, 200)).toEqual({ reset: true, cursor: 0 })
  })

  it('answers reset to a cursor older than the log, and events to the oldest that it still follows', async () => {
    const person = await heardOf(5)
    await prune(person, 4)
    expect(await sync(person, 2, 200)).toEqual({ reset: true, cursor: 5 })
    expect(await sync(person, 0, 200)).toEqual({ reset: true, cursor: 5 })
    expect(seqs(await sync(person, 3, 200))).toEqual([4, 5])
  })

  it('answers reset to a log with a hole in it, on whichever side of the page it lies', async () => {
    const person = await heardOf(6)
    await database().execute(sql`delete from user_events where user_id = ${person.id} and seq = 4`)
    expect(await sync(person, 2, 200)).toEqual({ reset: true, cursor: 6 })
    expect(seqs(await sync(person, 1, 2))).toEqual([2, 3])
    expect(seqs(await sync(person, 4, 200))).toEqual([5, 6])
  })

  it('passes over a kind that only a newer version knows', async () => {
    const person = await heardOf(3)
    await database().execute(sql`update user_events set type = 'of_tomorrow' where user_id = ${person.id} and seq = 2`)
    expect(await sync(person, 0, 200)).toMatchObject({
      cursor: 3,
      events: [{ seq: 1 }, { seq: 2, data: null }, { seq: 3 }],
    })
  })

  it('answers reset when the whole log is gone, and goes on from the cursor it named', async () => {
    const person = await heardOf(3)
    await prune(person, 4)
    expect(await sync(person, 2, 200)).toEqual({ reset: true, cursor: 3 })
    expect(await sync(person, 3, 200)).toBeUndefined()
    await readingNoted(person, 4)
    expect(seqs(await sync(person, 3, 200))).toEqual([4])
  })

  it('never answers with a hole, however the log is pruned while it reads', async () => {
    const person = await heardOf(30)
    const readers = Array.from({ length: 30 }, async (_, n) => {
      const answer = await sync(person, n, 5)
      if (answer && 'events' in answer) expect(answer.events[0]?.seq).toBe(n + 1)
    })
    const pruner = async () => {
      for (let below = 1; below <= 25; below++) await prune(person, below)
    }
    await Promise.all([...readers, pruner()])
  })

  it('shows nobody the log of another', async () => {
    const { alice, conversationId } = await createConversation()
    await sendText(alice, conversationId, 'For two')
    expect(await sync(await createUser('carol'), 0, 200)).toBeUndefined()
  })
})

describe('an event read later', () => {
  it('names a person who has vanished by their id alone', async () => {
    const [alice, bob] = await Promise.all([createUser('alice'), createUser('bob')])
    await requestFriendship(bob, alice.id)
    await database().delete(users).where(sql`id = ${bob.id}`)
    const [event] = await eventsOf(alice)
    expect(event).toMatchObject({ type: 'friend_request', data: { toUser: { id: alice.id, displayName: 'alice' } } })
    expect(Object(event?.data).fromUser).toEqual({ id: bob.id })
  })

  it('shows a message as it stands now, and only the place of one that is gone', async () => {
    const { alice, bob, conversationId } = await createConversation()
    const kept = await sendText(alice, conversationId, 'Kept')
    await sendText(alice, conversationId, 'Gone')
    await database().execute(sql`delete from messages where conversation_id = ${conversationId} and seq = 2`)
    const [first, second] = (await eventsOf(bob)).slice(-2)
    expect(first).toMatchObject({ type: 'new_message', data: { message: kept, peer: { id: alice.id } } })
    expect(second).toEqual({ seq: 5, type: 'new_message', data: { conversationId, seq: 2, gone: true } })
  })

  it('was never stored with a word of the message', async () => {
    const { alice, conversationId } = await createConversation()
    await sendText(alice, conversationId, 'Between us')
    const [row] = await database().execute(
      sql`select count(*)::int as n from user_events where data::text like '%Between us%'`,
    )
    expect(row).toEqual({ n: 0 })
  })
})
