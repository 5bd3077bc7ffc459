import { describe, expect, it } from 'vitest'
import { me } from '@/lib/accounts/service-me'
import { conversationOf, conversationsOf } from '@/lib/conversations/service-list'
import { searchMessages } from '@/lib/search/service'
import { flushIndexQueue } from '@/lib/search-index/indexer'
import type { Viewer } from '@/lib/session/viewer'
import {
  AMPLE_LIMITS,
  closeConversation,
  codeOf,
  createConversation,
  eventsOf,
  sendText,
} from '@/tests/support/conversations'
import { createUser, setUpKith } from '@/tests/support/environment'
import { draftsOf, hideMessageForViewer, saveDraft } from './service-drafts'
import { historyOf } from './service-history'

setUpKith({ limits: { ...AMPLE_LIMITS, searchPerMinute: 1e9 } })

const history = async (viewer: Viewer, conversationId: string) =>
  (await historyOf(viewer, { conversationId, limit: 50 })).items.map(({ body }) => body)

describe('hideMessageForViewer', () => {
  it('a hidden message is gone from every view of that user and from no view of the peer', async () => {
    const { alice, bob, conversationId } = await createConversation()
    await sendText(alice, conversationId, 'first words')
    await sendText(alice, conversationId, 'secret words')
    await hideMessageForViewer(bob, conversationId, 2)
    await flushIndexQueue()
    const found = async (viewer: Viewer) =>
      (await searchMessages(viewer, { q: 'words', limit: 20 })).items.map(({ message }) => message.seq)
    expect(await history(bob, conversationId)).toEqual(['first words'])
    expect(await history(alice, conversationId)).toEqual(['first words', 'secret words'])
    expect(await conversationOf(bob, conversationId)).toMatchObject({ lastMessage: { seq: 1 }, unread: 1, lastSeq: 2 })
    expect(await conversationOf(alice, conversationId)).toMatchObject({ lastMessage: { seq: 2 } })
    expect((await me(bob)).counts.unread).toBe(1)
    expect(await found(bob)).toEqual([1])
    expect(await found(alice)).toEqual([2, 1])
    const events = await eventsOf(bob)
    expect(JSON.stringify(events)).not.toContain('secret')
    expect(events.filter(({ type }) => type === 'new_message').at(-1)?.data).toEqual({
      conversationId,
      seq: 2,
      gone: true,
    })
    expect(events.at(-1)).toMatchObject({ type: 'message_hidden', data: { conversationId, seq: 2 } })
    expect((await eventsOf(alice)).some(({ type }) => type === 'message_hidden')).toBe(false)
  })

  it('a conversation whose only message is hidden has no last message', async () => {
    const { alice, bob, conversationId } = await createConversation()
    await sendText(alice, conversationId, 'Hello')
    await hideMessageForViewer(bob, conversationId, 1)
    const [item] = (await conversationsOf(bob, { q: '', limit: 50 })).items
    expect(item).toMatchObject({ id: conversationId, lastMessage: null, unread: 0 })
  })

  it('a message can be hidden again, by both members, and after the friendship ended', async () => {
    const { alice, bob, conversationId } = await createConversation()
    await sendText(alice, conversationId, 'Hello')
    await closeConversation(conversationId)
    await Promise.all([1, 2, 3].map(() => hideMessageForViewer(alice, conversationId, 1)))
    await hideMessageForViewer(bob, conversationId, 1)
    expect([await history(alice, conversationId), await history(bob, conversationId)]).toEqual([[], []])
    expect((await eventsOf(alice)).filter(({ type }) => type === 'message_hidden')).toHaveLength(1)
    expect(await codeOf(hideMessageForViewer(alice, conversationId, 2))).toBe('not_found')
    expect(await codeOf(hideMessageForViewer(await createUser(), conversationId, 1))).toBe('not_found')
  })

  it('a page of history is full although some of its messages are hidden', async () => {
    const { alice, conversationId } = await createConversation()
    for (let n = 1; n <= 8; n++) await sendText(alice, conversationId, String(n))
    for (const seq of [8, 6, 5]) await hideMessageForViewer(alice, conversationId, seq)
    const page = await historyOf(alice, { conversationId, limit: 3 })
    expect(page.items.map(({ body }) => body)).toEqual(['3', '4', '7'])
    const next = await historyOf(alice, { conversationId, before: Number(page.nextCursor), limit: 3 })
    expect(next).toMatchObject({ items: [{ body: '1' }, { body: '2' }], nextCursor: null })
  })
})

describe('saveDraft', () => {
  it('a draft is stored and published for its author only, and deleted when blank', async () => {
    const { alice, bob, conversationId } = await createConversation()
    await saveDraft(alice, { conversationId, body: 'Dear Bo' })
    await saveDraft(alice, { conversationId, body: 'Dear Bob' })
    await saveDraft(alice, { conversationId, body: 'Dear Bob' })
    const [draft] = await draftsOf(alice)
    expect(draft).toEqual({ conversationId, body: 'Dear Bob', updatedAt: expect.any(String) })
    expect(await draftsOf(bob)).toEqual([])
    const draftEvents = async () => (await eventsOf(alice)).filter(({ type }) => type === 'draft_changed')
    expect(await draftEvents()).toHaveLength(2)
    expect((await draftEvents()).at(-1)?.data).toEqual({ conversationId, draft })
    await saveDraft(alice, { conversationId, body: ' \n' })
    expect(await draftsOf(alice)).toEqual([])
    expect((await draftEvents()).at(-1)?.data).toEqual({ conversationId, draft: null })
    expect((await eventsOf(bob)).some(({ type }) => type === 'draft_changed')).toBe(false)
  })

  it('a draft is refused for a non-member and when it is too long', async () => {
    const { alice, conversationId } = await createConversation()
    expect(await codeOf(saveDraft(await createUser(), { conversationId, body: 'x' }))).toBe('not_found')
    expect(await codeOf(saveDraft(alice, { conversationId, body: 'x'.repeat(10_001) }))).toBe('invalid')
  })

  it.each([
    ['a high surrogate', 'a\ud800', 'The text has half a character in it.'],
    ['a low surrogate', '\udc00', 'The text has half a character in it.'],
    ['surrogates in reverse order', '\ude00\ud83d', 'The text has half a character in it.'],
    ['a NUL', 'a\0', 'The text has a NUL character in it.'],
    ['more than the maximum length', 'x'.repeat(10_001), 'Use at most 10000 characters.'],
  ])('a draft with %s is refused with the reason', async (_, body, error) => {
    const { alice, conversationId } = await createConversation()
    await expect(saveDraft(alice, { conversationId, body })).rejects.toMatchObject({ errors: { body: error } })
  })
})
