import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { database } from '@/db/client'
import { users } from '@/db/schema'
import { commit } from '@/lib/events/commit'
import { requestFriendship } from '@/lib/friends/service'
import type { Viewer } from '@/lib/session/viewer'
import { AMPLE_LIMITS, createConversation, eventsOf, sendText } from '@/tests/support/conversations'
import { createUser, setUpKith } from '@/tests/support/environment'
import { readEventsSince } from './service'

setUpKith({ limits: AMPLE_LIMITS })

/** Creates a user with this many events in their log. */
async function createUserWithEvents(events: number) {
  const person = await createUser('person')
  for (let n = 1; n <= events; n++) await appendEvent(person, n)
  return person
}
const appendEvent = ({ id }: Viewer, n: number) =>
  commit(async (_, announce) =>
    announce([id], { type: 'conversation_read', data: { conversationId: 'any', lastReadSeq: n, unread: 0 } }),
  )
const prune = ({ id }: Viewer, below: number) =>
  database().execute(sql`delete from user_events where user_id = ${id} and seq < ${below}`)
const seqs = (result: Awaited<ReturnType<typeof readEventsSince>>) =>
  result && 'events' in result ? result.events.map(({ seq }) => seq) : result

describe('sync', () => {
  it('sync returns undefined when nothing is new, also for an empty log', async () => {
    expect(await readEventsSince(await createUserWithEvents(0), 0, 200)).toBeUndefined()
    expect(await readEventsSince(await createUserWithEvents(2), 2, 200)).toBeUndefined()
  })

  it('sync returns the events above the cursor, in order, and the next cursor', async () => {
    const person = await createUserWithEvents(5)
    const first = await readEventsSince(person, 1, 2)
    expect(seqs(first)).toEqual([2, 3])
    expect(first).toMatchObject({ cursor: 3, more: true })
    const second = await readEventsSince(person, 3, 2)
    expect(seqs(second)).toEqual([4, 5])
    expect(second).toMatchObject({ cursor: 5, more: false })
  })

  it('a cursor ahead of the log gives reset with the newest cursor', async () => {
    expect(await readEventsSince(await createUserWithEvents(2), 3, 200)).toEqual({ reset: true, cursor: 2 })
    expect(await readEventsSince(await createUserWithEvents(0), 1, 200)).toEqual({ reset: true, cursor: 0 })
  })

  it('a cursor older than the pruned log gives reset; the oldest valid one gives events', async () => {
    const person = await createUserWithEvents(5)
    await prune(person, 4)
    expect(await readEventsSince(person, 2, 200)).toEqual({ reset: true, cursor: 5 })
    expect(await readEventsSince(person, 0, 200)).toEqual({ reset: true, cursor: 5 })
    expect(seqs(await readEventsSince(person, 3, 200))).toEqual([4, 5])
  })

  it('a gap in the log gives reset when it is within the page, and events otherwise', async () => {
    const person = await createUserWithEvents(6)
    await database().execute(sql`delete from user_events where user_id = ${person.id} and seq = 4`)
    expect(await readEventsSince(person, 2, 200)).toEqual({ reset: true, cursor: 6 })
    expect(seqs(await readEventsSince(person, 1, 2))).toEqual([2, 3])
    expect(seqs(await readEventsSince(person, 4, 200))).toEqual([5, 6])
  })

  it('an event of an unknown type is returned with null data', async () => {
    const person = await createUserWithEvents(3)
    await database().execute(sql`update user_events set type = 'of_tomorrow' where user_id = ${person.id} and seq = 2`)
    expect(await readEventsSince(person, 0, 200)).toMatchObject({
      cursor: 3,
      events: [{ seq: 1 }, { seq: 2, data: null }, { seq: 3 }],
    })
  })

  it('a completely pruned log gives reset, and sync continues from the returned cursor', async () => {
    const person = await createUserWithEvents(3)
    await prune(person, 4)
    expect(await readEventsSince(person, 2, 200)).toEqual({ reset: true, cursor: 3 })
    expect(await readEventsSince(person, 3, 200)).toBeUndefined()
    await appendEvent(person, 4)
    expect(seqs(await readEventsSince(person, 3, 200))).toEqual([4])
  })

  it('sync never returns events with a gap while the log is pruned', async () => {
    const person = await createUserWithEvents(30)
    const readers = Array.from({ length: 30 }, async (_, n) => {
      const result = await readEventsSince(person, n, 5)
      if (result && 'events' in result) expect(result.events[0]?.seq).toBe(n + 1)
    })
    const pruner = async () => {
      for (let below = 1; below <= 25; below++) await prune(person, below)
    }
    await Promise.all([...readers, pruner()])
  })

  it('sync returns no events of another user', async () => {
    const { alice, conversationId } = await createConversation()
    await sendText(alice, conversationId, 'For two')
    expect(await readEventsSince(await createUser('carol'), 0, 200)).toBeUndefined()
  })
})

describe('a hydrated event', () => {
  it('an event about a deleted user names them by id only', async () => {
    const [alice, bob] = await Promise.all([createUser('alice'), createUser('bob')])
    await requestFriendship(bob, alice.id)
    await database().delete(users).where(sql`id = ${bob.id}`)
    const [event] = await eventsOf(alice)
    expect(event).toMatchObject({ type: 'friend_request', data: { toUser: { id: alice.id, displayName: 'alice' } } })
    expect(Object(event?.data).fromUser).toEqual({ id: bob.id })
  })

  it('an event shows the current message, and only the seq of a deleted one', async () => {
    const { alice, bob, conversationId } = await createConversation()
    const remaining = await sendText(alice, conversationId, 'Kept')
    await sendText(alice, conversationId, 'Gone')
    await database().execute(sql`delete from messages where conversation_id = ${conversationId} and seq = 2`)
    const [first, second] = (await eventsOf(bob)).slice(-2)
    expect(first).toMatchObject({ type: 'new_message', data: { message: remaining, peer: { id: alice.id } } })
    expect(second).toEqual({ seq: 5, type: 'new_message', data: { conversationId, seq: 2, gone: true } })
  })

  it('a stored event does not contain the text of the message', async () => {
    const { alice, conversationId } = await createConversation()
    await sendText(alice, conversationId, 'Between us')
    const [row] = await database().execute(
      sql`select count(*)::int as n from user_events where data::text like '%Between us%'`,
    )
    expect(row).toEqual({ n: 0 })
  })
})
