import { sql } from 'drizzle-orm'
import { describe, expect, it, vi } from 'vitest'
import { database } from '@/db/client'
import { openConversation } from '@/lib/conversations/service'
import { editMessage, retractMessage } from '@/lib/messages/service-change'
import { flushIndexQueue, indexMessages, startIndexing } from '@/lib/search-index/indexer'
import type { Viewer } from '@/lib/session/viewer'
import { AMPLE_LIMITS, befriend, codeOf, createConversation, sendText } from '@/tests/support/conversations'
import { createUser, setUpKith } from '@/tests/support/environment'
import { searchMessages } from './service'

setUpKith({ limits: { ...AMPLE_LIMITS, searchPerMinute: 1e9 } })

const found = async (viewer: Viewer, q: string, more: object = {}) => {
  await flushIndexQueue()
  const { items } = await searchMessages(viewer, { q, limit: 50, ...more })
  return items.map(({ message }) => message.body)
}

describe('searchMessages', () => {
  it('a search finds words, word beginnings, and two letters inside a word', async () => {
    const { alice, bob, conversationId } = await createConversation()
    await sendText(alice, conversationId, 'The lighthouse keeper')
    await sendText(bob, conversationId, 'keeps a light')
    expect(await found(alice, 'lighthouse')).toEqual(['The lighthouse keeper'])
    expect(await found(bob, 'LIGHT keep')).toEqual(['keeps a light', 'The lighthouse keeper'])
    expect(await found(alice, 'th')).toEqual(['The lighthouse keeper'])
    expect(await found(alice, 'keeper lighthouse')).toHaveLength(1)
    expect(await found(alice, 'ligth')).toEqual([])
    expect(await found(alice, 'usek')).toEqual([])
  })

  it('a search finds Chinese, Japanese, accents, emoji and symbols', async () => {
    const { alice, conversationId } = await createConversation()
    const bodies = ['我们明天见面吧', '日本語のメッセージ', 'Café au lait', 'Party 🎉🎉', '100% _sure_ \\o/']
    for (const body of bodies) await sendText(alice, conversationId, body)
    for (const [q, index] of [
      ['明天', 0],
      ['见', 0],
      ['メッセ', 1],
      ['cafe\u0301', 2],
      ['🎉🎉', 3],
      ['0%', 4],
      ['_sure_', 4],
      ['\\o/', 4],
    ] as const)
      expect(await found(alice, q), q).toEqual([bodies[index]])
  })

  it('a search finds only messages of the viewer’s conversations', async () => {
    const { alice, conversationId } = await createConversation()
    await sendText(alice, conversationId, 'pineapple')
    const other = await createConversation()
    expect(await found(other.alice, 'pineapple')).toEqual([])
    expect(await found(await createUser(), 'pineapple')).toEqual([])
    expect(await found(other.alice, 'pineapple', { conversationId })).toEqual([])
  })

  it('a search finds the edited body, not the old one, and no retracted message', async () => {
    const { alice, bob, conversationId } = await createConversation()
    await sendText(alice, conversationId, 'apricot')
    await editMessage(alice, { conversationId, seq: 1, body: 'blueberry' })
    expect(await found(bob, 'apricot')).toEqual([])
    expect(await found(bob, 'blueberry')).toEqual(['blueberry'])
    await editMessage(alice, { conversationId, seq: 1, body: 'cherry' })
    expect(await found(bob, 'blueberry')).toEqual([])
    expect(await found(bob, 'cherry')).toEqual(['cherry'])
    await retractMessage(alice, { conversationId, seq: 1 })
    expect(await found(bob, 'cherry')).toEqual([])
  })

  it('a search can be filtered by conversation, sender and time, and has pages', async () => {
    const { alice, bob, conversationId } = await createConversation()
    const carol = await createUser('carol')
    await befriend(alice, carol)
    const { conversation } = await openConversation(alice, carol.id)
    const sent = []
    for (let n = 1; n <= 5; n++) sent.push(await sendText(n % 2 ? alice : bob, conversationId, `plum ${n}`))
    const at = sent[2]?.createdAt
    await sendText(carol, conversation.id, 'plum 6')
    expect(await found(alice, 'plum')).toEqual(['plum 6', 'plum 5', 'plum 4', 'plum 3', 'plum 2', 'plum 1'])
    expect(await found(alice, 'plum', { conversationId })).toHaveLength(5)
    expect(await found(alice, 'plum', { from: bob.id })).toEqual(['plum 4', 'plum 2'])
    expect(await found(alice, 'plum', { conversationId, since: at })).toEqual(['plum 5', 'plum 4', 'plum 3'])
    expect(await found(alice, 'plum', { conversationId, until: at })).toEqual(['plum 2', 'plum 1'])
    const pages: string[] = []
    let cursor: string | undefined
    do {
      const page = await searchMessages(alice, { q: 'plum', limit: 4, cursor })
      pages.push(...page.items.map(({ message }) => message.body))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(pages).toEqual(await found(alice, 'plum'))
  })

  it('a search goes back to the oldest message, newest first', async () => {
    const { alice, conversationId } = await createConversation()
    const agesInDays = [0, 6, 7, 8, 20, 60, 250, 900]
    await database().execute(sql`update users set created_at = now() - interval '1000 days' where id = ${alice.id}`)
    for (const days of agesInDays.toReversed()) {
      const { seq } = await sendText(alice, conversationId, `mango ${days}`)
      await database().execute(sql`
        update messages set created_at = now() - make_interval(days => ${days})
        where conversation_id = ${conversationId} and seq = ${seq}`)
    }
    await database().execute(sql`delete from message_search where conversation_id = ${conversationId}`)
    await database().execute(sql`delete from search_cursors where conversation_id = ${conversationId}`)
    await indexMessages([conversationId])
    const bodies = agesInDays.map((days) => `mango ${days}`)
    expect(await found(alice, 'mango')).toEqual(bodies)
    const pages: string[] = []
    let cursor: string | undefined
    do {
      const page = await searchMessages(alice, { q: 'mango', limit: 3, cursor })
      pages.push(...page.items.map(({ message }) => message.body))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(pages).toEqual(bodies)
  })

  it('a search of more conversations than one round reads has all results in the order of time', async () => {
    const alice = await createUser('alice')
    const expected: string[] = []
    for (let n = 1; n <= 120; n++) {
      const friend = await createUser()
      await befriend(alice, friend)
      const { conversation } = await openConversation(alice, friend.id)
      const { seq } = await sendText(friend, conversation.id, `walnut ${n}`)
      // In the order of their conversations, but a day apart, so that no time is near another one.
      const at = sql`now() - make_interval(days => ${120 - n})`
      await database().execute(sql`
        update messages set created_at = ${at} where conversation_id = ${conversation.id} and seq = ${seq}`)
      await database().execute(sql`update conversations set last_message_at = ${at} where id = ${conversation.id}`)
      expected.unshift(`walnut ${n}`)
    }
    const pages: string[] = []
    let cursor: string | undefined
    do {
      const page = await searchMessages(alice, { q: 'walnut', limit: 50, cursor })
      pages.push(...page.items.map(({ message }) => message.body))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(pages).toEqual(expected)
    expect(await found(alice, 'walnut 7')).toEqual(expected.filter((body) => body.includes('7')))
  }, 60_000)

  it('a search result names the peer of the conversation', async () => {
    const { alice, bob, conversationId } = await createConversation()
    await sendText(alice, conversationId, 'nectarine')
    await flushIndexQueue()
    const hit = async (viewer: Viewer) => (await searchMessages(viewer, { q: 'nectarine', limit: 1 })).items[0]?.peer.id
    expect([await hit(alice), await hit(bob)]).toEqual([bob.id, alice.id])
  })

  it('a search for a single letter is refused', async () => {
    const viewer = await createUser()
    for (const q of ['a', ' b ', '.']) expect(await codeOf(searchMessages(viewer, { q, limit: 20 }))).toBe('invalid')
  })
})

describe('the search index', () => {
  it('missing messages are indexed at start-up', async () => {
    const { alice, conversationId } = await createConversation()
    await sendText(alice, conversationId, 'rhubarb')
    await flushIndexQueue()
    await database().execute(sql`truncate message_search, search_cursors`)
    await startIndexing()()
    expect(await found(alice, 'rhubarb')).toEqual(['rhubarb'])
  })

  it('a message that is sent while another one is indexed is indexed too', async () => {
    const { alice, conversationId } = await createConversation()
    await sendText(alice, conversationId, 'damson 1')
    await flushIndexQueue()
    const waiting = () =>
      database().execute(sql`
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)
    const { indexing } = await database().transaction(async (tx) => {
      await tx.execute(sql`select from search_cursors where conversation_id = ${conversationId} for update`)
      await sendText(alice, conversationId, 'damson 2')
      const indexing = flushIndexQueue()
      await vi.waitFor(async () => expect(await waiting()).toHaveLength(1), { timeout: 20_000 })
      await sendText(alice, conversationId, 'damson 3')
      return { indexing } // It ends when the row lock is released.
    })
    await indexing
    expect(await found(alice, 'damson')).toEqual(['damson 3', 'damson 2', 'damson 1'])
  })

  it('concurrent and repeated indexing adds each message once', async () => {
    const { alice, conversationId } = await createConversation()
    for (let n = 0; n < 20; n++) await sendText(alice, conversationId, `quince ${n}`)
    await database().execute(sql`delete from message_search`)
    await database().execute(sql`delete from search_cursors`)
    await Promise.all([1, 2, 3, 4].map(() => indexMessages([conversationId])))
    expect(await indexMessages([conversationId])).toBe(0)
    expect(await found(alice, 'quince')).toHaveLength(20)
  })
})
