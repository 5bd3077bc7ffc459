import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { database, type Tx } from '@/db/client'
import { lockConversation } from '@/db/queries/conversations'
import { sendMessages } from '@/db/queries/send-messages'
import { messages } from '@/db/schema'
import { markRead } from '@/lib/conversations/service'
import { newId } from '@/lib/ids'
import type { Viewer } from '@/lib/session/viewer'
import { AMPLE_LIMITS, codeOf, createConversation, eventsOf, sendText } from '@/tests/support/conversations'
import { setUpKith } from '@/tests/support/environment'
import { editMessage } from './service-change'
import { sendMessage } from './service-send'

setUpKith({ limits: AMPLE_LIMITS })

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1)

const stored = (conversationId: string) =>
  database().select().from(messages).where(sql`conversation_id = ${conversationId}`).orderBy(messages.seq)

/** Returns the message seqs of an event log, in order. Fails when the log has a gap. */
async function messageSeqs(viewer: Viewer) {
  const events = await eventsOf(viewer)
  expect(events.map(({ seq }) => seq)).toEqual(upTo(events.length))
  return events.filter(({ type }) => type === 'new_message').map(({ data }) => Object(data).message.seq)
}

/** Sends like another process: with its own statement, not through the queue of this process. */
const sendFromOtherProcess = ({ id: senderId }: Viewer, conversationId: string, body: string) =>
  sendMessages(database(), [
    { id: newId(), conversationId, senderId, clientId: newId(), body, replyToSeq: null, allowed: true },
  ])

/** Locks the conversation, starts `work`, and runs `meanwhile` once `work` waits for the lock. */
async function whileLocked<T>(conversationId: string, work: () => Promise<T>, meanwhile: (tx: Tx) => Promise<unknown>) {
  let outcome: Promise<T> | undefined
  await database().transaction(async (tx) => {
    await lockConversation(tx, conversationId)
    outcome = work()
    outcome.catch(() => undefined) // The caller checks it after COMMIT.
    await expect.poll(() => countLockWaits()).toBe(1)
    await meanwhile(tx)
  })
  if (!outcome) throw new Error('The work was not started.')
  return outcome
}

/** Ends a membership as another process would: under the conversation's lock, with a new version of the members. */
async function removeMember(tx: Tx, conversationId: string, userId: string) {
  await tx.execute(sql`update conversations set member_version = member_version + 1 where id = ${conversationId}`)
  await tx.execute(sql`
    update conversation_members m set left_at = now(), visible = int8multirange(int8range(1, c.last_seq + 1))
    from conversations c where c.id = m.conversation_id and c.id = ${conversationId} and m.user_id = ${userId}`)
}

async function countLockWaits() {
  const [row] = await database().execute<{ n: number }>(
    sql`select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  )
  return row?.n
}

describe('concurrent sends of two members', () => {
  it('concurrent sends get seqs without gaps, and both logs have the same order', async () => {
    const { alice, bob, conversationId } = await createConversation()
    const sends = upTo(100).flatMap((n) => [
      sendText(alice, conversationId, `a${n}`),
      sendText(bob, conversationId, `b${n}`),
    ])
    const seqs = (await Promise.all(sends)).map(({ seq }) => seq)
    expect(seqs.toSorted((a, b) => a - b)).toEqual(upTo(200))
    expect(await messageSeqs(alice)).toEqual(upTo(200))
    expect(await messageSeqs(bob)).toEqual(upTo(200))
  })

  it('concurrent sends from two processes get seqs without gaps while both members read', async () => {
    const { alice, bob, conversationId } = await createConversation()
    const both = upTo(50).flatMap((n) => [
      sendText(alice, conversationId, `a${n}`),
      sendFromOtherProcess(bob, conversationId, `b${n}`),
      markRead(n % 2 ? alice : bob, { conversationId, seq: n }),
    ])
    await Promise.all(both)
    expect((await stored(conversationId)).map(({ seq }) => seq)).toEqual(upTo(100))
    expect(await messageSeqs(alice)).toEqual(upTo(100))
    expect(await messageSeqs(bob)).toEqual(upTo(100))
  })
})

describe('more sends than one statement takes', () => {
  it('more messages than one batch are all stored, in order', async () => {
    const conversations = await Promise.all(upTo(3).map(createConversation))
    const sends = conversations.map(({ alice, conversationId }) =>
      Promise.all(upTo(150).map((n) => sendText(alice, conversationId, `${n}`))),
    )
    for (const sent of await Promise.all(sends)) {
      expect(sent.map(({ seq, body }) => [seq, body])).toEqual(upTo(150).map((n) => [n, `${n}`]))
    }
  })
})

describe('a message that PostgreSQL refuses', () => {
  it('a refused message does not affect others of the same batch and takes no seq', async () => {
    const { alice, bob, conversationId } = await createConversation()
    const other = await createConversation()
    await database().execute(sql`
      create function refuse_poison() returns trigger language plpgsql as
      $$ begin if new.body = 'poison' then raise exception 'poison'; end if; return new; end $$`)
    await database().execute(
      sql`create trigger poison before insert on messages for each row execute function refuse_poison()`,
    )
    const [first, bad, second, elsewhere] = await Promise.allSettled([
      sendText(alice, conversationId, 'one'),
      sendText(bob, conversationId, 'poison'),
      sendText(bob, conversationId, 'two'),
      sendText(other.alice, other.conversationId, 'three'),
    ])
    expect(bad).toMatchObject({ status: 'rejected' })
    expect(first).toMatchObject({ status: 'fulfilled', value: { seq: 1 } })
    expect(second).toMatchObject({ status: 'fulfilled', value: { seq: 2 } })
    expect(elsewhere).toMatchObject({ status: 'fulfilled', value: { seq: 1 } })
    expect(await messageSeqs(alice)).toEqual([1, 2])
  })
})

describe('a send that waits for the conversation lock', () => {
  it('a waiting send is not stored when the conversation is closed meanwhile', async () => {
    const { alice, bob, conversationId } = await createConversation()
    const send = () => codeOf(sendMessage(alice, { conversationId, clientId: newId(), body: 'Too late' }))
    const code = await whileLocked(conversationId, send, (tx) =>
      tx.execute(sql`update conversations set open = false where id = ${conversationId}`),
    )
    expect(code).toBe('not_friends')
    expect(await stored(conversationId)).toEqual([])
    expect(await messageSeqs(bob)).toEqual([])
  })

  it('a waiting send is not stored when its sender is removed meanwhile, and others are', async () => {
    const { alice, bob, conversationId } = await createConversation()
    const send = () =>
      Promise.allSettled([sendText(alice, conversationId, 'Too late'), sendText(bob, conversationId, 'In time')])
    const [late, other] = await whileLocked(conversationId, send, (tx) => removeMember(tx, conversationId, alice.id))
    expect(late).toMatchObject({ status: 'rejected', reason: { status: 404 } })
    expect(other).toMatchObject({ status: 'fulfilled', value: { seq: 1 } })
    expect((await stored(conversationId)).map(({ body }) => body)).toEqual(['In time'])
  })

  it('a waiting edit is refused when its sender is removed meanwhile', async () => {
    const { alice, conversationId } = await createConversation()
    const { seq } = await sendText(alice, conversationId, 'before')
    const edit = () => codeOf(editMessage(alice, { conversationId, seq, body: 'after' }))
    const code = await whileLocked(conversationId, edit, (tx) => removeMember(tx, conversationId, alice.id))
    expect(code).toBe('not_friends')
    expect((await stored(conversationId)).map(({ body }) => body)).toEqual(['before'])
  })

  it('a waiting send returns the message that another process stored under its clientId, without a gap', async () => {
    const { alice, bob, conversationId } = await createConversation()
    await sendText(bob, conversationId, 'one')
    const input = { conversationId, clientId: newId(), body: 'two' }
    const winner = newId()
    const result = await whileLocked(
      conversationId,
      () => sendMessage(alice, input),
      async (tx) => {
        await tx.insert(messages).values({ ...input, id: winner, seq: 2, senderId: alice.id })
        await tx.execute(sql`update conversations set last_seq = 2 where id = ${conversationId}`)
      },
    )
    expect(result).toMatchObject({ isNew: false, message: { id: winner, seq: 2, body: 'two' } })
    expect((await sendText(alice, conversationId, 'three')).seq).toBe(3)
    expect((await stored(conversationId)).map(({ seq }) => seq)).toEqual([1, 2, 3])
  })

  it('a waiting send takes the seq after one that was stored meanwhile', async () => {
    const { alice, bob, conversationId } = await createConversation()
    const message = await whileLocked(
      conversationId,
      () => sendText(alice, conversationId, 'two'),
      async (tx) => {
        const row = { id: newId(), conversationId, seq: 1, senderId: bob.id, clientId: newId(), body: 'one' }
        await tx.insert(messages).values(row)
        await tx.execute(sql`update conversations set last_seq = 1 where id = ${conversationId}`)
      },
    )
    expect(message.seq).toBe(2)
  })
})
