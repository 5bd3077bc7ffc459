import { sql } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { database, reservedDatabase } from '@/db/client'
import { userChannel } from '@/lib/broker/channels'
import { markRead } from '@/lib/conversations/service'
import { markDelivered, publishTyping } from '@/lib/conversations/service-receipts'
import { health } from '@/lib/health/service'
import { searchPeople } from '@/lib/people/service-search'
import { onlineFriendsOf } from '@/lib/presence/service'
import { authorizeChannel } from '@/lib/realtime/authorization'
import { searchMessages } from '@/lib/search/service'
import { userOfSession } from '@/lib/session/sessions'
import type { Viewer } from '@/lib/session/viewer'
import { readEventsSince } from '@/lib/sync/service'
import { AMPLE_LIMITS, createConversation, sendText } from '@/tests/support/conversations'
import { createUser, setUpKith } from '@/tests/support/environment'
import { react } from './service-change'
import { hideMessageForViewer } from './service-drafts'
import { historyOf } from './service-history'

setUpKith({ limits: AMPLE_LIMITS })

/** More than the connections of either pool. */
const CALLS = 20
const HISTORY = { before: undefined, after: undefined, changedSince: undefined, limit: 50 }

let release = async () => {}
afterEach(() => release())

/** Runs `lock` in a transaction on a reserved connection, which stays open until `release` is called. */
async function hold(lock: ReturnType<typeof sql>) {
  let commit = () => {}
  const committed = new Promise<void>((resolve) => {
    commit = resolve
  })
  let transaction: Promise<void> | undefined
  await new Promise<void>((locked) => {
    transaction = reservedDatabase().transaction(async (tx) => {
      await tx.execute(lock)
      locked()
      await committed
    })
  })
  release = async () => {
    commit()
    await transaction
  }
}

const times = <T>(make: () => Promise<T>) => Promise.all(Array.from({ length: CALLS }, make))

describe('while other calls hold every general connection', () => {
  const blockGeneralPool = async () => {
    await hold(sql`select pg_advisory_xact_lock(28)`)
    const flood = times(() => database().execute(sql`select pg_advisory_xact_lock_shared(28)`))
    const releaseLock = release
    release = async () => {
      await releaseLock()
      await flood
    }
  }

  it('messages can be sent, read and received while no general connection is free', async () => {
    const { alice, bob, conversationId } = await createConversation()
    const stranger = await createUser()
    await blockGeneralPool()
    const { seq } = await sendText(alice, conversationId, 'Hello')
    expect((await historyOf(bob, { ...HISTORY, conversationId })).items).toHaveLength(1)
    expect(await readEventsSince(bob, 0, 50)).toMatchObject({ more: false })
    expect(await markRead(bob, { conversationId, seq })).toEqual({ lastReadSeq: seq })
    await markDelivered(bob, [{ conversationId, seq }])
    await publishTyping(bob, conversationId)
    expect(await onlineFriendsOf(bob)).toEqual({ userIds: [] })
    expect(await userOfSession(stranger.sessionId)).toBe(stranger.id)
    await authorizeChannel(stranger, '1.2', userChannel(stranger.id))
    expect(await health({ isOperator: false })).toMatchObject({ database: 'up' })
  })
})

describe('while many calls wait for one conversation', () => {
  const holdConversation = (id: string) => hold(sql`select from conversations where id = ${id} for update`)

  it.each([
    [
      'reactions',
      (at: Awaited<ReturnType<typeof createConversation>>) => react(at.bob, { ...messageKey(at), emoji: '👍' }),
    ],
    [
      'hidden messages',
      (at: Awaited<ReturnType<typeof createConversation>>) => hideMessageForViewer(at.bob, at.conversationId, 1),
    ],
    ['read receipts', (at: Awaited<ReturnType<typeof createConversation>>) => markRead(at.bob, messageKey(at))],
    [
      'delivery receipts',
      (at: Awaited<ReturnType<typeof createConversation>>) => markDelivered(at.bob, [messageKey(at)]),
    ],
  ])('many %s in one conversation leave connections for other calls', async (_, call) => {
    const [busy, quiet] = await Promise.all([createConversation(), createConversation()])
    await sendText(busy.alice, busy.conversationId, 'Hello')
    await holdConversation(busy.conversationId)
    const flood = times(() => Promise.resolve(call(busy)))
    await sendText(quiet.alice, quiet.conversationId, 'Hello')
    await react(quiet.bob, { ...messageKey(quiet), emoji: '👍' })
    await markRead(quiet.bob, messageKey(quiet))
    await release()
    await flood
  })
})

describe('while many searches are slow', () => {
  it.each([
    ['people', 'users', (viewer: Viewer) => searchPeople(viewer, 'ann')],
    ['messages', 'message_search', (viewer: Viewer) => searchMessages(viewer, { q: 'hello', limit: 20 })],
  ])('many slow searches for %s leave connections for other calls', async (_, table, search) => {
    const viewer = await createUser()
    await hold(sql`lock table ${sql.identifier(table)} in access exclusive mode`)
    const flood = times(() => Promise.resolve(search(viewer)))
    await database().execute(sql`select 1`)
    await release()
    await flood
  })
})

const messageKey = ({ conversationId }: { conversationId: string }) => ({ conversationId, seq: 1 })
