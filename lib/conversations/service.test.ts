import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { database } from '@/db/client'
import { blocks, directConversations } from '@/db/schema'
import { me } from '@/lib/accounts/service-me'
import { requestFriendship } from '@/lib/friends/service'
import { newId } from '@/lib/ids'
import type { Viewer } from '@/lib/session/viewer'
import {
  AMPLE_LIMITS,
  befriend,
  closeConversation,
  createConversation,
  eventsOf,
  refusalOf,
  sendText,
} from '@/tests/support/conversations'
import { createUser, setUpKith } from '@/tests/support/environment'
import { markRead, openConversation } from './service'
import { conversationOf } from './service-list'

const { published } = setUpKith({ limits: AMPLE_LIMITS })

const endFriendship = async (a: Viewer, b: Viewer, conversationId?: string) => {
  await database().execute(
    sql`delete from friendships where ${a.id} in (low_id, high_id) and ${b.id} in (low_id, high_id)`,
  )
  if (conversationId) await closeConversation(conversationId)
}
const unreadOf = async (viewer: Viewer, conversationId: string) => (await conversationOf(viewer, conversationId)).unread

describe('openConversation', () => {
  it('a conversation is created once and is the same for both members', async () => {
    const [alice, bob] = await Promise.all([createUser('alice'), createUser('bob')])
    await befriend(alice, bob)
    const first = await openConversation(alice, bob.id)
    expect(first).toMatchObject({
      isNew: true,
      conversation: { peer: { id: bob.id, displayName: 'bob' }, lastMessage: null, lastSeq: 0, unread: 0, open: true },
    })
    expect(await openConversation(alice, bob.id)).toEqual({ ...first, isNew: false })
    const seenByBob = await openConversation(bob, alice.id)
    expect(seenByBob).toMatchObject({
      isNew: false,
      conversation: { id: first.conversation.id, peer: { id: alice.id } },
    })
  })

  it('a conversation with a stranger or a requested friend is refused', async () => {
    const [alice, bob] = await Promise.all([createUser('alice'), createUser('bob')])
    const notFriends = { status: 403, code: 'not_friends' }
    expect(await refusalOf(openConversation(alice, bob.id))).toMatchObject(notFriends)
    await requestFriendship(alice, bob.id)
    expect(await refusalOf(openConversation(alice, bob.id))).toMatchObject(notFriends)
    expect(await refusalOf(openConversation(bob, alice.id))).toMatchObject(notFriends)
    expect(await refusalOf(openConversation(alice, alice.id))).toMatchObject(notFriends)
    const rows = await database().select().from(directConversations).where(sql`${alice.id} in (low_id, high_id)`)
    expect(rows).toEqual([])
  })

  it('an existing conversation is returned closed after the friendship ended', async () => {
    const { alice, bob, conversationId } = await createConversation()
    await endFriendship(alice, bob, conversationId)
    expect(await openConversation(alice, bob.id)).toMatchObject({
      isNew: false,
      conversation: { id: conversationId, open: false },
    })
  })

  it('a conversation with a person who blocked the viewer gives the same 404 as with an unknown person', async () => {
    const { alice, bob } = await createConversation()
    await database().insert(blocks).values({ blockerId: bob.id, blockedId: alice.id })
    const refusal = await refusalOf(openConversation(alice, bob.id))
    expect(refusal).toMatchObject({ status: 404, code: 'not_found' })
    expect(await refusalOf(openConversation(alice, newId()))).toEqual(refusal)
  })

  it('a conversation of others gives the same 404 as one that does not exist', async () => {
    const { conversationId } = await createConversation()
    const carol = await createUser('carol')
    const open = (id: string) => refusalOf(conversationOf(carol, id))
    const read = (id: string) => refusalOf(markRead(carol, { conversationId: id, seq: 1 }))
    const refusal = await open(conversationId)
    expect(refusal).toMatchObject({ status: 404, code: 'not_found' })
    expect(await open(newId())).toEqual(refusal)
    expect(await read(conversationId)).toEqual(refusal)
    expect(await read(newId())).toEqual(refusal)
  })
})

describe('markRead', () => {
  it('the read position never decreases and never exceeds the newest message', async () => {
    const { alice, bob, conversationId } = await createConversation()
    for (const body of ['one', 'two', 'three']) await sendText(alice, conversationId, body)
    const read = (seq: number) => markRead(bob, { conversationId, seq })
    expect(await read(0)).toEqual({ lastReadSeq: 0 })
    expect(await read(2)).toEqual({ lastReadSeq: 2 })
    expect(await read(1)).toEqual({ lastReadSeq: 2 })
    expect(await read(Number.MAX_SAFE_INTEGER)).toEqual({ lastReadSeq: 3 })
    expect(await conversationOf(bob, conversationId)).toMatchObject({ lastReadSeq: 3, peerReadSeq: 0, unread: 0 })
    expect(await conversationOf(alice, conversationId)).toMatchObject({ lastReadSeq: 0, peerReadSeq: 3 })
  })

  it('a read publishes the unread count to the reader’s devices and one read receipt to the peer', async () => {
    const { alice, bob, conversationId } = await createConversation()
    for (const body of ['one', 'two', 'three']) await sendText(alice, conversationId, body)
    for (const seq of [2, 2, 1]) await markRead(bob, { conversationId, seq })
    const own = { type: 'conversation_read', data: { conversationId, lastReadSeq: 2, unread: 1 } }
    const receipt = { type: 'read_receipt', data: { conversationId, userId: bob.id, lastReadSeq: 2 } }
    const reading = async (viewer: Viewer) => (await eventsOf(viewer)).filter(({ type }) => /read/.test(type))
    expect(await reading(bob)).toMatchObject([own])
    expect(await reading(alice)).toMatchObject([receipt])
    await expect.poll(() => published).toContainEqual(expect.objectContaining({ userId: bob.id, ...own }))
    await expect.poll(() => published).toContainEqual(expect.objectContaining({ userId: alice.id, ...receipt }))
  })

  it('concurrent reads end at the highest seq, and receipts never go back', async () => {
    const { alice, bob, conversationId } = await createConversation()
    for (let n = 0; n < 20; n++) await sendText(alice, conversationId, `${n}`)
    await Promise.all(Array.from({ length: 20 }, (_, n) => markRead(bob, { conversationId, seq: ((n * 7) % 20) + 1 })))
    expect((await conversationOf(bob, conversationId)).lastReadSeq).toBe(20)
    const steps = (await eventsOf(alice)).flatMap(({ type, data }) =>
      type === 'read_receipt' ? [Object(data).lastReadSeq] : [],
    )
    expect(steps).toEqual(steps.toSorted((a, b) => a - b))
    expect(new Set(steps).size).toBe(steps.length)
  })

  it('sending a message does not mark others as read, and own messages are never unread', async () => {
    const { alice, bob, conversationId } = await createConversation()
    await sendText(alice, conversationId, 'one')
    await sendText(bob, conversationId, 'two')
    await sendText(bob, conversationId, 'three')
    expect(await conversationOf(bob, conversationId)).toMatchObject({ lastReadSeq: 0, unread: 1 })
    expect(await conversationOf(alice, conversationId)).toMatchObject({ lastReadSeq: 0, unread: 2 })
  })

  it('messages of a closed conversation can be marked as read', async () => {
    const { alice, bob, conversationId } = await createConversation()
    await sendText(alice, conversationId, 'one')
    await endFriendship(alice, bob, conversationId)
    expect(await markRead(bob, { conversationId, seq: 1 })).toEqual({ lastReadSeq: 1 })
  })
})

it('the total unread count is the sum over all conversations', async () => {
  const { alice, bob, conversationId } = await createConversation()
  const carol = await createUser('carol')
  await befriend(carol, bob)
  const other = (await openConversation(carol, bob.id)).conversation.id
  const unread = async () => (await me(bob)).counts.unread
  expect(await unread()).toBe(0)
  for (const body of ['one', 'two', 'three']) await sendText(alice, conversationId, body)
  for (const body of ['four', 'five']) await sendText(carol, other, body)
  await sendText(bob, other, 'mine')
  expect([await unreadOf(bob, conversationId), await unreadOf(bob, other)]).toEqual([3, 2])
  expect(await unread()).toBe(5)
  await markRead(bob, { conversationId, seq: 2 })
  expect(await unread()).toBe(3)
  expect((await me(alice)).counts.unread).toBe(0)
})
