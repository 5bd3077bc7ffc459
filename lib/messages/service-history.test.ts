import { describe, expect, it } from 'vitest'
import { newId } from '@/lib/ids'
import type { Viewer } from '@/lib/session/viewer'
import { AMPLE_LIMITS, createConversation, refusalOf, sendText } from '@/tests/support/conversations'
import { createUser, setUpKith } from '@/tests/support/environment'
import { asQuery, pagesOf } from '@/tests/support/paging'
import { historyInput } from './schema'
import { historyOf } from './service-history'

setUpKith({ limits: AMPLE_LIMITS })

const history = (viewer: Viewer, conversationId: string, input: object = {}) =>
  historyOf(viewer, historyInput.parse({ conversationId, ...asQuery(input) }))

describe('historyOf', () => {
  const createMessages = async (count: number) => {
    const conversation = await createConversation()
    for (let n = 1; n <= count; n++)
      await sendText(n % 2 ? conversation.alice : conversation.bob, conversation.conversationId, `${n}`)
    return conversation
  }
  const seqs = ({ items }: { items: { seq: number }[] }) => items.map(({ seq }) => seq)

  it('history starts with the newest page, ascending, and continues with `before` down to the first', async () => {
    const { alice, conversationId } = await createMessages(7)
    const newest = await history(alice, conversationId, { limit: 3 })
    expect(seqs(newest)).toEqual([5, 6, 7])
    expect(newest.nextCursor).toBe('5')
    const pages = await pagesOf((before) => history(alice, conversationId, { limit: 3, before }))
    expect(pages.map((items) => seqs({ items }))).toEqual([[5, 6, 7], [2, 3, 4], [1]])
  })

  it('history with `after` continues upwards to the newest message', async () => {
    const { bob, conversationId } = await createMessages(7)
    const pages = await pagesOf((after = '1') => history(bob, conversationId, { limit: 2, after }))
    expect(pages.map((items) => seqs({ items }))).toEqual([
      [2, 3],
      [4, 5],
      [6, 7],
    ])
    expect(await history(bob, conversationId, { after: 7 })).toEqual({ items: [], nextCursor: null })
  })

  it('a page that ends with the last message has no next cursor', async () => {
    const { alice, conversationId } = await createMessages(3)
    expect((await history(alice, conversationId, { limit: 3 })).nextCursor).toBeNull()
    expect((await history(alice, conversationId, { limit: 3, after: 0 })).nextCursor).toBeNull()
    expect(await history(alice, conversationId, { before: 1 })).toEqual({ items: [], nextCursor: null })
  })

  it('a page of history has 50 messages by default and at most 100', async () => {
    const { alice, conversationId } = await createMessages(101)
    expect(seqs(await history(alice, conversationId))).toHaveLength(50)
    expect(seqs(await history(alice, conversationId, { limit: '100' }))).toHaveLength(100)
    for (const limit of [0, 101, 1.5, 'x'])
      expect(historyInput.safeParse({ conversationId, limit }).success).toBe(false)
    expect(historyInput.safeParse({ conversationId, before: 1, after: 1 }).success).toBe(false)
  })

  it('history for a non-member gives the same 404 as a conversation that does not exist', async () => {
    const { conversationId } = await createMessages(1)
    const carol = await createUser('carol')
    const refusal = await refusalOf(history(carol, conversationId))
    expect(refusal).toMatchObject({ status: 404, code: 'not_found' })
    expect(await refusalOf(history(carol, newId()))).toEqual(refusal)
  })
})
