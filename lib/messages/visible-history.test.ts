import { sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { database } from '@/db/client'
import { conversationOf } from '@/lib/conversations/service-list'
import { searchMessages } from '@/lib/search/service'
import type { Viewer } from '@/lib/session/viewer'
import { readEventsSince } from '@/lib/sync/service'
import { AMPLE_LIMITS, codeOf, createConversation, sendText } from '@/tests/support/conversations'
import { setUpKith } from '@/tests/support/environment'
import { historyInput } from './schema'
import { react } from './service-change'
import { hideMessageForViewer } from './service-drafts'
import { historyOf } from './service-history'
import { sendMessage } from './service-send'

setUpKith({ limits: { ...AMPLE_LIMITS, searchPerMinute: 1e9 } })

/** Bob came at seq 3, left after 4, came back at 7 and left for good after 9, of 10 messages. */
const VISIBLE = [3, 4, 7, 8, 9]
let alice: Viewer
let bob: Viewer
let conversationId: string

/** The query of a request has texts. */
const textsOf = (input: Record<string, number>) =>
  Object.fromEntries(Object.entries(input).map(([name, value]) => [name, `${value}`]))
const seqsOf = async (input: Record<string, number>) =>
  (await historyOf(bob, historyInput.parse({ conversationId, ...textsOf(input) }))).items.map(({ seq }) => seq)

beforeAll(async () => {
  ;({ alice, bob, conversationId } = await createConversation())
  for (let n = 1; n <= 10; n++) await sendText(alice, conversationId, `plum ${n}`)
  for (const seq of [2, 5, 8, 10]) await react(alice, { conversationId, seq, emoji: '\u{1f44d}' })
  await database().execute(sql`
    update conversation_members set visible = '{[3,5),[7,10)}', left_at = now()
    where conversation_id = ${conversationId} and user_id = ${bob.id}`)
})

it('the history of a former member has the messages of both stays, on every page', async () => {
  expect(await seqsOf({})).toEqual(VISIBLE)
  expect(await seqsOf({ limit: 2 })).toEqual([8, 9])
  expect(await seqsOf({ before: 8, limit: 2 })).toEqual([4, 7])
  expect(await seqsOf({ before: 3 })).toEqual([])
  expect(await seqsOf({ after: 0, limit: 3 })).toEqual([3, 4, 7])
  expect(await seqsOf({ after: 4 })).toEqual([7, 8, 9])
  expect(await seqsOf({ after: 9 })).toEqual([])
})

it('a former member receives changes of visible messages only', async () => {
  expect(await seqsOf({ changedSince: 0 })).toEqual([8])
})

it('the list shows a former member the newest visible message, and counts visible ones as unread', async () => {
  expect(await conversationOf(bob, conversationId)).toMatchObject({
    lastMessage: { seq: 9 },
    unread: VISIBLE.length,
  })
})

it('a search finds visible messages only', async () => {
  const { items } = await searchMessages(bob, { q: 'plum', limit: 50 })
  expect(items.map(({ message }) => message.seq)).toEqual(VISIBLE.toReversed())
})

it('a sync brings no message that is not visible', async () => {
  const answer = await readEventsSince(bob, 0, 500)
  expect(new Set(JSON.stringify(answer).match(/plum \d+/gu))).toEqual(new Set(VISIBLE.map((seq) => `plum ${seq}`)))
})

it('a message that is not visible can be neither answered nor hidden nor reacted to, as if it did not exist', async () => {
  await database().execute(sql`
    update conversation_members set visible = '{[3,)}', left_at = null
    where conversation_id = ${conversationId} and user_id = ${bob.id}`)
  const answer = (replyTo: number) =>
    codeOf(sendMessage(bob, { conversationId, clientId: crypto.randomUUID(), body: 'answer', replyTo }))
  expect(await answer(2)).toBe(await answer(99))
  expect(await codeOf(react(bob, { conversationId, seq: 2, emoji: '\u{1f44d}' }))).toBe('not_found')
  expect(await codeOf(hideMessageForViewer(bob, conversationId, 2))).toBe('not_found')
  expect(await codeOf(react(bob, { conversationId, seq: 3, emoji: '\u{1f44d}' }))).toBe('done')
})
