import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { database } from '@/db/client'
import { block } from '@/lib/blocks/service'
import { conversationOf } from '@/lib/conversations/service-list'
import { newId } from '@/lib/ids'
import type { Viewer } from '@/lib/session/viewer'
import {
  AMPLE_LIMITS,
  closeConversation,
  codeOf,
  createConversation,
  eventsOf,
  refusalOf,
  sendText,
} from '@/tests/support/conversations'
import { createUser, setUpKith } from '@/tests/support/environment'
import { editMessage, react, retractMessage } from './service-change'
import { historyOf } from './service-history'
import { sendMessage } from './service-send'

setUpKith({ limits: AMPLE_LIMITS })

const history = async (viewer: Viewer, conversationId: string) =>
  (await historyOf(viewer, { conversationId, limit: 50 })).items
const age = (conversationId: string, seconds: number) =>
  database().execute(
    sql`update messages set created_at = now() - make_interval(secs => ${seconds}) where conversation_id = ${conversationId}`,
  )
const updates = async (viewer: Viewer) =>
  (await eventsOf(viewer)).filter(({ type }) => type === 'message_updated').map(({ data }) => data)

describe('editMessage', () => {
  it('an edited message has the new body and an edit time, is published to both, and raises modSeq', async () => {
    const { alice, bob, conversationId } = await createConversation()
    const sent = await sendText(alice, conversationId, 'Helo')
    const edited = await editMessage(alice, { conversationId, seq: 1, body: 'Hello' })
    expect(edited).toEqual({ ...sent, body: 'Hello', editedAt: expect.any(String), modSeq: 1 })
    for (const person of [alice, bob]) {
      expect(await history(person, conversationId)).toEqual([edited])
      expect(await updates(person)).toEqual([{ message: edited }])
      expect(await conversationOf(person, conversationId)).toMatchObject({ lastMessage: edited, modSeq: 1 })
    }
  })

  it('an edit with an equal body changes nothing', async () => {
    const { alice, conversationId } = await createConversation()
    const sent = await sendText(alice, conversationId, 'Hello')
    expect(await editMessage(alice, { conversationId, seq: 1, body: 'Hello' })).toEqual(sent)
    expect(await updates(alice)).toEqual([])
  })

  it('an edit is refused for anybody but the sender, after 15 minutes, and with an invalid body', async () => {
    const { alice, bob, conversationId } = await createConversation()
    await sendText(alice, conversationId, 'Hello')
    const edit = (viewer: Viewer, body = 'Hi', seq = 1) => codeOf(editMessage(viewer, { conversationId, seq, body }))
    expect(await edit(bob)).toBe('not_your_message')
    expect(await edit(await createUser())).toBe('not_found')
    expect(await edit(alice, 'Hi', 2)).toBe('not_found')
    for (const body of ['', ' \u200b', 'x'.repeat(2001), 'a\0b', '\ud800'])
      expect(await refusalOf(editMessage(alice, { conversationId, seq: 1, body }))).toMatchObject({
        status: 422,
        errors: { body: expect.any(String) },
      })
    await age(conversationId, 15 * 60 - 5)
    expect(await edit(alice)).toBe('done')
    await age(conversationId, 15 * 60 + 1)
    expect(await edit(alice, 'Too late')).toBe('too_late')
  })

  it('a repeated send returns the edited message', async () => {
    const { alice, conversationId } = await createConversation()
    const input = { conversationId, clientId: newId(), body: 'Helo' }
    await sendMessage(alice, input)
    const edited = await editMessage(alice, { conversationId, seq: 1, body: 'Hello' })
    expect(await sendMessage(alice, input)).toEqual({ message: edited, isNew: false })
  })
})

describe('retractMessage', () => {
  it('a retracted message stays with an empty body and no reactions for both', async () => {
    const { alice, bob, conversationId } = await createConversation()
    const sent = await sendText(alice, conversationId, 'Not this')
    await react(bob, { conversationId, seq: 1, emoji: '🎉' })
    await retractMessage(alice, { conversationId, seq: 1 })
    const retracted = { ...sent, body: '', retracted: true, reactions: [], modSeq: 2 }
    for (const person of [alice, bob]) expect(await history(person, conversationId)).toEqual([retracted])
    await retractMessage(alice, { conversationId, seq: 1 })
    expect(await updates(bob)).toHaveLength(2)
  })

  it('only the sender can retract a message, for two days, and it cannot change afterwards', async () => {
    const { alice, bob, conversationId } = await createConversation()
    await sendText(alice, conversationId, 'Hello')
    await sendText(alice, conversationId, 'Again')
    const retract = (viewer: Viewer, seq = 1) => codeOf(retractMessage(viewer, { conversationId, seq }))
    expect(await retract(bob)).toBe('not_your_message')
    await age(conversationId, 48 * 3600 - 5)
    expect(await retract(alice)).toBe('done')
    await age(conversationId, 48 * 3600 + 1)
    expect(await retract(alice, 2)).toBe('too_late')
    expect(await codeOf(editMessage(alice, { conversationId, seq: 1, body: 'x' }))).toBe('not_found')
    expect(await codeOf(react(bob, { conversationId, seq: 1, emoji: '👍' }))).toBe('not_found')
  })
})

describe('react', () => {
  it('each user has one reaction per message, which can be replaced and removed', async () => {
    const { alice, bob, conversationId } = await createConversation()
    await sendText(alice, conversationId, 'Hello')
    const set = async (viewer: Viewer, emoji: string | null) =>
      (await react(viewer, { conversationId, seq: 1, emoji })).reactions
    expect(await set(bob, '👍')).toEqual([{ userId: bob.id, emoji: '👍' }])
    expect(await set(bob, '👍')).toHaveLength(1)
    expect(await set(alice, '👩‍👩‍👧‍👦')).toHaveLength(2)
    expect(await set(bob, '❤️')).toContainEqual({ userId: bob.id, emoji: '❤️' })
    expect(await set(bob, null)).toEqual([{ userId: alice.id, emoji: '👩‍👩‍👧‍👦' }])
    expect(await set(bob, null)).toHaveLength(1)
    expect(await updates(alice)).toHaveLength(4)
  })

  it('a reaction that is not exactly one emoji is refused', async () => {
    const { alice, conversationId } = await createConversation()
    await sendText(alice, conversationId, 'Hello')
    for (const emoji of ['', 'x', '1', '👍👍', '👍x', '<b>'])
      expect(await codeOf(react(alice, { conversationId, seq: 1, emoji }))).toBe('invalid')
  })
})

describe('messages of a closed conversation', () => {
  it('a message cannot be edited, retracted or reacted to after the friendship ended', async () => {
    const { alice, bob, conversationId } = await createConversation()
    await sendText(alice, conversationId, 'Hello')
    await closeConversation(conversationId)
    expect(await codeOf(editMessage(alice, { conversationId, seq: 1, body: 'x' }))).toBe('not_friends')
    expect(await codeOf(retractMessage(alice, { conversationId, seq: 1 }))).toBe('not_friends')
    expect(await codeOf(react(bob, { conversationId, seq: 1, emoji: '👍' }))).toBe('not_friends')
  })

  it('a message cannot be edited during a block', async () => {
    const { alice, bob, conversationId } = await createConversation()
    await sendText(alice, conversationId, 'Hello')
    await block(bob, alice.id)
    expect(await codeOf(editMessage(alice, { conversationId, seq: 1, body: 'x' }))).toBe('not_friends')
    expect(await history(bob, conversationId)).toMatchObject([{ body: 'Hello' }])
  })
})

describe('history with changedSince', () => {
  it('concurrent changes are all counted and all found by a client that was offline', async () => {
    const { alice, bob, conversationId } = await createConversation()
    for (let n = 0; n < 10; n++) await sendText(alice, conversationId, `message ${n}`)
    await Promise.all(
      Array.from({ length: 10 }, (_, n) => [
        editMessage(alice, { conversationId, seq: n + 1, body: `edited ${n}` }),
        react(bob, { conversationId, seq: n + 1, emoji: '👍' }),
      ]).flat(),
    )
    expect((await conversationOf(bob, conversationId)).modSeq).toBe(20)
    const changesAfter = async (changedSince: number) =>
      (await historyOf(bob, { conversationId, changedSince, limit: 50 })).items
    const all = await changesAfter(0)
    expect(all.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    const modSeqs = all.map(({ modSeq }) => modSeq)
    expect(modSeqs).toEqual(modSeqs.toSorted((a, b) => a - b))
    expect(await changesAfter(modSeqs[6] ?? 0)).toEqual(all.slice(7))
    expect(await changesAfter(20)).toEqual([])
  })
})

describe('a reply', () => {
  it('a reply names the message it replies to, and is refused when that does not exist', async () => {
    const { alice, bob, conversationId } = await createConversation()
    await sendText(alice, conversationId, 'Tea?')
    const reply = (replyTo: number) => sendMessage(bob, { conversationId, clientId: newId(), body: 'Yes', replyTo })
    expect((await reply(1)).message).toMatchObject({ seq: 2, replyTo: 1 })
    expect(await history(alice, conversationId)).toMatchObject([{ replyTo: null }, { replyTo: 1 }])
    expect(await refusalOf(reply(9))).toMatchObject({ status: 422, errors: { replyTo: expect.any(String) } })
  })
})
