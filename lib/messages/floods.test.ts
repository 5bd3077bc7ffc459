import { sql } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { database, reservedDatabase } from '@/db/client'
import { userChannel } from '@/lib/broker/channels'
import { markRead } from '@/lib/conversations/service'
import { markDelivered, publishTyping } from '@/lib/conversations/service-receipts'
import { health } from '@/lib/health/service'
import { searchPeople } from '@/lib/people/service-search'
import { onlineFriendsOf } from '@/lib/presence/service'
import { authorizeChannel } from '@/lib/realtime/service'
import { searchMessages } from '@/lib/search/service'
import { userOfSession } from '@/lib/session/sessions'
import type { Viewer } from '@/lib/session/viewer'
import { sync } from '@/lib/sync/service'
import { AMPLE_LIMITS, createConversation, sendText } from '@/tests/support/conversations'
import { createUser, setUpKith } from '@/tests/support/environment'
import { react } from './service-change'
import { hideMessageForViewer } from './service-drafts'
import { historyOf } from './service-history'

setUpKith({ limits: AMPLE_LIMITS })

/** More than there are connections of either kind. */
const MANY = 20
const HISTORY = { before: undefined, after: undefined, changedSince: undefined, limit: 50 }

let letGo = async () => {}
afterEach(() => letGo())

/** Keeps what `lock` locks until `letGo` is called, on a reserved connection. */
async function hold(lock: ReturnType<typeof sql>) {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  let transaction: Promise<void> | undefined
  await new Promise<void>((locked) => {
    transaction = reservedDatabase().transaction(async (tx) => {
      await tx.execute(lock)
      locked()
      await released
    })
  })
  letGo = async () => {
    release()
    await transaction
  }
}

const times = <T>(make: () => Promise<T>) => Promise.all(Array.from({ length: MANY }, make))

describe('while calls of other kinds hold every connection they can get', () => {
  const holdAll = async () => {
    await hold(sql`select pg_advisory_xact_lock(28)`)
    const flood = times(() => database().execute(sql`select pg_advisory_xact_lock_shared(28)`))
    const end = letGo
    letGo = async () => {
      await end()
      await flood
    }
  }

  it('messages are sent, read and received', async () => {
    const { alice, bob, conversationId } = await createConversation()
    const stranger = await createUser()
    await holdAll()
    const { seq } = await sendText(alice, conversationId, 'Hello')
    expect((await historyOf(bob, { ...HISTORY, conversationId })).items).toHaveLength(1)
    expect(await sync(bob, 0, 50)).toMatchObject({ more: false })
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
    ['reactions', (at: Awaited<ReturnType<typeof createConversation>>) => react(at.bob, { ...place(at), emoji: '👍' })],
    [
      'hidings',
      (at: Awaited<ReturnType<typeof createConversation>>) => hideMessageForViewer(at.bob, at.conversationId, 1),
    ],
    ['read receipts', (at: Awaited<ReturnType<typeof createConversation>>) => markRead(at.bob, place(at))],
    ['deliveries', (at: Awaited<ReturnType<typeof createConversation>>) => markDelivered(at.bob, [place(at)])],
  ])('%s leave connections to everybody else', async (_, call) => {
    const [busy, quiet] = await Promise.all([createConversation(), createConversation()])
    await sendText(busy.alice, busy.conversationId, 'Hello')
    await holdConversation(busy.conversationId)
    const flood = times(() => Promise.resolve(call(busy)))
    await sendText(quiet.alice, quiet.conversationId, 'Hello')
    await react(quiet.bob, { ...place(quiet), emoji: '👍' })
    await markRead(quiet.bob, place(quiet))
    await letGo()
    await flood
  })
})

describe('while many searches are slow', () => {
  it.each([
    ['people', 'users', (viewer: Viewer) => searchPeople(viewer, 'ann')],
    ['messages', 'message_search', (viewer: Viewer) => searchMessages(viewer, { q: 'hello', limit: 20 })],
  ])('those for %s leave connections to everybody else', async (_, table, search) => {
    const viewer = await createUser()
    await hold(sql`lock table ${sql.identifier(table)} in access exclusive mode`)
    const flood = times(() => Promise.resolve(search(viewer)))
    await database().execute(sql`select 1`)
    await letGo()
    await flood
  })
})

const place = ({ conversationId }: { conversationId: string }) => ({ conversationId, seq: 1 })
