import { describe, expect, it } from 'vitest'
import { newId } from '@/lib/ids'
import { historyInput } from '@/lib/messages/schema'
import { historyOf } from '@/lib/messages/service-history'
import type { Viewer } from '@/lib/session/viewer'
import { sync } from '@/lib/sync/service'
import { AMPLE_LIMITS, befriend, createConversation, refusalOf, sendText } from '@/tests/support/conversations'
import { createUser, setUpKith } from '@/tests/support/environment'
import { listConversationsInput } from './schema'
import { openConversation } from './service'
import { conversationOf, conversationsOf } from './service-list'

setUpKith({ limits: AMPLE_LIMITS })

/** As a query carries it. */
const written = (asked: object) =>
  Object.fromEntries(
    Object.entries(asked)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, String(value)]),
  )
const history = (viewer: Viewer, conversationId: string, asked: object = {}) =>
  historyOf(viewer, historyInput.parse({ conversationId, ...written(asked) }))
const list = (viewer: Viewer, asked: object = {}) =>
  conversationsOf(viewer, listConversationsInput.parse(written(asked)))

const talkTo = async (viewer: Viewer, name: string, words?: string) => {
  const peer = await createUser(name)
  await befriend(peer, viewer)
  const { id } = (await openConversation(viewer, peer.id)).conversation
  if (words) await sendText(peer, id, words)
  return { peer, id }
}

async function pagesOf<Item>(
  page: (cursor: string | undefined) => Promise<{ items: Item[]; nextCursor: string | null }>,
) {
  const pages: Item[][] = []
  let cursor: string | undefined
  do {
    const { items, nextCursor } = await page(cursor)
    pages.push(items)
    cursor = nextCursor ?? undefined
  } while (cursor !== undefined && pages.length < 50)
  return pages
}

describe('history', () => {
  const talkOf = async (count: number) => {
    const conversation = await createConversation()
    for (let n = 1; n <= count; n++)
      await sendText(n % 2 ? conversation.alice : conversation.bob, conversation.conversationId, `${n}`)
    return conversation
  }
  const seqs = ({ items }: { items: { seq: number }[] }) => items.map(({ seq }) => seq)

  it('is the newest page ascending, then with `before` the newest below it, down to the first', async () => {
    const { alice, conversationId } = await talkOf(7)
    const newest = await history(alice, conversationId, { limit: 3 })
    expect(seqs(newest)).toEqual([5, 6, 7])
    expect(newest.nextCursor).toBe('5')
    const pages = await pagesOf((before) => history(alice, conversationId, { limit: 3, before }))
    expect(pages.map((items) => seqs({ items }))).toEqual([[5, 6, 7], [2, 3, 4], [1]])
  })

  it('with `after` is the oldest above it, up to the newest', async () => {
    const { bob, conversationId } = await talkOf(7)
    const pages = await pagesOf((after = '1') => history(bob, conversationId, { limit: 2, after }))
    expect(pages.map((items) => seqs({ items }))).toEqual([
      [2, 3],
      [4, 5],
      [6, 7],
    ])
    expect(await history(bob, conversationId, { after: 7 })).toEqual({ items: [], nextCursor: null })
  })

  it('says that there is no more when a page ends with the last message', async () => {
    const { alice, conversationId } = await talkOf(3)
    expect((await history(alice, conversationId, { limit: 3 })).nextCursor).toBeNull()
    expect((await history(alice, conversationId, { limit: 3, after: 0 })).nextCursor).toBeNull()
    expect(await history(alice, conversationId, { before: 1 })).toEqual({ items: [], nextCursor: null })
  })

  it('holds 50 messages unless asked otherwise, and at most 100', async () => {
    const { alice, conversationId } = await talkOf(101)
    expect(seqs(await history(alice, conversationId))).toHaveLength(50)
    expect(seqs(await history(alice, conversationId, { limit: '100' }))).toHaveLength(100)
    for (const limit of [0, 101, 1.5, 'x'])
      expect(historyInput.safeParse({ conversationId, limit }).success).toBe(false)
    expect(historyInput.safeParse({ conversationId, before: 1, after: 1 }).success).toBe(false)
  })

  it('is the same 404 to a stranger as of a conversation that does not exist', async () => {
    const { conversationId } = await talkOf(1)
    const carol = await createUser('carol')
    const refusal = await refusalOf(history(carol, conversationId))
    expect(refusal).toMatchObject({ status: 404, code: 'not_found' })
    expect(await refusalOf(history(carol, newId()))).toEqual(refusal)
  })
})

describe('the list of conversations', () => {
  it('has the newest first, without those that nobody wrote in', async () => {
    const host = await createUser('host')
    const first = await talkTo(host, 'first', 'one')
    const second = await talkTo(host, 'second', 'two')
    await talkTo(host, 'silent')
    expect((await list(host)).items.map(({ id }) => id)).toEqual([second.id, first.id])
    await sendText(host, first.id, 'three')
    expect((await list(host)).items.map(({ id }) => id)).toEqual([first.id, second.id])
    expect((await list(first.peer)).items.map(({ id }) => id)).toEqual([first.id])
  })

  it('shows of each the peer, the last message as it is everywhere else, and what is unread', async () => {
    const host = await createUser('host')
    const { peer, id } = await talkTo(host, 'peer', 'one')
    const last = await sendText(peer, id, 'two')
    const [item] = (await list(host)).items
    expect(item).toEqual({
      id,
      peer: { id: peer.id, username: expect.stringMatching(/^peer_/), displayName: 'peer', pictureId: null },
      lastMessage: last,
      lastSeq: 2,
      lastReadSeq: 0,
      unread: 2,
      peerReadSeq: 0,
      peerDeliveredSeq: 0,
      modSeq: 0,
      lastMessageAt: last.createdAt,
      open: true,
    })
    expect(await conversationOf(host, id)).toEqual(item)
    expect((await history(host, id)).items.at(-1)).toEqual(last)
    expect(await sync(host, 0, 500)).toMatchObject({
      events: expect.arrayContaining([expect.objectContaining({ data: { message: last, peer: item?.peer } })]),
    })
  })

  it('comes in pages without repeats or holes, also among messages of one moment', async () => {
    const host = await createUser('host')
    const talks = await Promise.all(Array.from({ length: 11 }, (_, n) => talkTo(host, `peer${n}`)))
    await Promise.all(talks.map(({ peer, id }) => sendText(peer, id, 'now'))) // One statement, so one moment for all.
    const all = (await list(host)).items.map(({ id }) => id)
    const pages = await pagesOf((cursor) => list(host, { limit: 4, cursor }))
    expect(pages.map((items) => items.length)).toEqual([4, 4, 3])
    expect(pages.flat().map(({ id }) => id)).toEqual(all)
    expect(new Set(all).size).toBe(11)
  })

  it('is searched by the beginning of the username or of the name, as text', async () => {
    const host = await createUser('host')
    const anna = await talkTo(host, 'anna', 'Hi')
    await talkTo(host, 'hannah', 'Hi')
    const found = async (q: string) => (await list(host, { q })).items.map(({ id }) => id)
    expect(await found('ANN')).toEqual([anna.id])
    expect(await found(' anna_ ')).toEqual([anna.id])
    for (const q of ['nna', '%', '_nna', '\\']) expect(await found(q)).toEqual([])
  })

  it('refuses a cursor that is none', async () => {
    const host = await createUser('host')
    for (const cursor of [
      '',
      'x',
      '2026-01-01T00:00:00.000Z~',
      `2026-01-01T00:00:00.000Z~${'-'.repeat(36)}`,
      `2026-13-45T99:00:00.000Z~${newId()}`,
    ]) {
      expect(await refusalOf(list(host, { cursor }))).toMatchObject({
        status: 422,
        errors: { cursor: expect.any(String) },
      })
    }
  })
})
