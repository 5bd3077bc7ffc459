import { describe, expect, it } from 'vitest'
import { me } from '@/lib/accounts/service-me'
import type { Viewer } from '@/lib/auth/viewer'
import { newPerson, prepareKith } from '@/lib/testing/kith'
import { AMPLE, closeConversation, codeOf, eventsOf, newTalk, say } from '@/lib/testing/talk'
import { indexNow } from './service-index'
import { conversationOf, conversationsOf, historyOf } from './service-list'
import { draftsOf, hideForMe, saveDraft } from './service-own'
import { searchMessages } from './service-search'

prepareKith({ limits: { ...AMPLE, searchPerMinute: 1e9 } })

const history = async (viewer: Viewer, conversationId: string) =>
  (await historyOf(viewer, { conversationId, limit: 50 })).items.map(({ body }) => body)

describe('a message deleted for oneself', () => {
  it('is gone from every view of its owner, and from no view of the other', async () => {
    const { alice, bob, conversationId } = await newTalk()
    await say(alice, conversationId, 'first words')
    await say(alice, conversationId, 'secret words')
    await hideForMe(bob, conversationId, 2)
    await indexNow()
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

  it('leaves a conversation without words when it was the only one', async () => {
    const { alice, bob, conversationId } = await newTalk()
    await say(alice, conversationId, 'Hello')
    await hideForMe(bob, conversationId, 1)
    const [item] = (await conversationsOf(bob, { q: '', limit: 50 })).items
    expect(item).toMatchObject({ id: conversationId, lastMessage: null, unread: 0 })
  })

  it('may be deleted again, by each side, and after the friendship', async () => {
    const { alice, bob, conversationId } = await newTalk()
    await say(alice, conversationId, 'Hello')
    await closeConversation(conversationId)
    await Promise.all([1, 2, 3].map(() => hideForMe(alice, conversationId, 1)))
    await hideForMe(bob, conversationId, 1)
    expect([await history(alice, conversationId), await history(bob, conversationId)]).toEqual([[], []])
    expect((await eventsOf(alice)).filter(({ type }) => type === 'message_hidden')).toHaveLength(1)
    expect(await codeOf(hideForMe(alice, conversationId, 2))).toBe('not_found')
    expect(await codeOf(hideForMe(await newPerson(), conversationId, 1))).toBe('not_found')
  })

  it('is made up for on the page: a page is full while there is more', async () => {
    const { alice, conversationId } = await newTalk()
    for (let n = 1; n <= 8; n++) await say(alice, conversationId, String(n))
    for (const seq of [8, 6, 5]) await hideForMe(alice, conversationId, seq)
    const page = await historyOf(alice, { conversationId, limit: 3 })
    expect(page.items.map(({ body }) => body)).toEqual(['3', '4', '7'])
    const next = await historyOf(alice, { conversationId, before: Number(page.nextCursor), limit: 3 })
    expect(next).toMatchObject({ items: [{ body: '1' }, { body: '2' }], nextCursor: null })
  })
})

describe('a draft', () => {
  it('is kept for its writer alone, told to their devices, and forgotten when blank', async () => {
    const { alice, bob, conversationId } = await newTalk()
    await saveDraft(alice, { conversationId, body: 'Dear Bo' })
    await saveDraft(alice, { conversationId, body: 'Dear Bob' })
    await saveDraft(alice, { conversationId, body: 'Dear Bob' })
    const [draft] = await draftsOf(alice)
    expect(draft).toEqual({ conversationId, body: 'Dear Bob', updatedAt: expect.any(String) })
    expect(await draftsOf(bob)).toEqual([])
    const told = async () => (await eventsOf(alice)).filter(({ type }) => type === 'draft_changed')
    expect(await told()).toHaveLength(2)
    expect((await told()).at(-1)?.data).toEqual({ conversationId, draft })
    await saveDraft(alice, { conversationId, body: ' \n' })
    expect(await draftsOf(alice)).toEqual([])
    expect((await told()).at(-1)?.data).toEqual({ conversationId, draft: null })
    expect((await eventsOf(bob)).some(({ type }) => type === 'draft_changed')).toBe(false)
  })

  it('is refused where there is no conversation, and when no message could be so long', async () => {
    const { alice, conversationId } = await newTalk()
    expect(await codeOf(saveDraft(await newPerson(), { conversationId, body: 'x' }))).toBe('not_found')
    expect(await codeOf(saveDraft(alice, { conversationId, body: 'x'.repeat(10_001) }))).toBe('invalid')
  })

  it.each([
    ['half a character', 'a\ud800', 'The text has half a character in it.'],
    ['the other half', '\udc00', 'The text has half a character in it.'],
    ['halves the wrong way round', '\ude00\ud83d', 'The text has half a character in it.'],
    ['a NUL', 'a\0', 'The text has a NUL character in it.'],
    ['more than a draft may have', 'x'.repeat(10_001), 'Use at most 10000 characters.'],
  ])('with %s is refused with what is wrong', async (_, body, fault) => {
    const { alice, conversationId } = await newTalk()
    await expect(saveDraft(alice, { conversationId, body })).rejects.toMatchObject({ errors: { body: fault } })
  })
})
