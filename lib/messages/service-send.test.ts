import { describe, expect, it, vi } from 'vitest'
import { database } from '@/db/client'
import { messages } from '@/db/schema'
import { EMBEDDED_BROKER, type EmbeddedBroker } from '@/lib/broker/broker'
import { openConversation } from '@/lib/conversations/service'
import { newId } from '@/lib/ids'
import type { Viewer } from '@/lib/session/viewer'
import { findSingleton } from '@/lib/singletons'
import {
  AMPLE_LIMITS,
  befriend,
  closeConversation,
  codeOf,
  createConversation,
  eventsOf,
  refusalOf,
  sendText,
} from '@/tests/support/conversations'
import { createUser, setUpKith } from '@/tests/support/environment'
import { historyOf } from './service-history'
import { sendMessage } from './service-send'

const { published } = setUpKith({ limits: AMPLE_LIMITS })

const history = async (viewer: Viewer, conversationId: string) =>
  (await historyOf(viewer, { conversationId, before: undefined, after: undefined, limit: 100 })).items
const messageEvents = async (viewer: Viewer) =>
  (await eventsOf(viewer)).filter(({ type }) => type === 'new_message').map(({ seq, data }) => ({ seq, data }))

describe('a message that is sent', () => {
  it('is stored as it was written, and told to both with the number it has in each log', async () => {
    const { alice, bob, conversationId } = await createConversation()
    await befriend(alice, await createUser('carol')) // Puts the two logs out of step.
    const clientId = newId()
    const body = ' \u202Eחי 👨‍👩‍👧 "quoted"\n\\ end '
    const { message, isNew } = await sendMessage(alice, { conversationId, clientId, body })
    expect(isNew).toBe(true)
    expect(message).toEqual({
      id: expect.any(String),
      conversationId,
      seq: 1,
      senderId: alice.id,
      clientId,
      kind: 'text',
      body,
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      replyTo: null,
      editedAt: null,
      retracted: false,
      reactions: [],
      modSeq: 0,
    })
    expect(await history(bob, conversationId)).toEqual([message])
    const told = (viewer: Viewer) =>
      published.filter(({ userId, type }) => userId === viewer.id && type === 'new_message')
    expect(told(alice)).toMatchObject([{ seq: 7, data: { message, peer: { id: bob.id, displayName: 'bob' } } }])
    expect(told(bob)).toMatchObject([{ seq: 4, data: { message, peer: { id: alice.id, displayName: 'alice' } } }])
    expect(await messageEvents(alice)).toEqual(told(alice).map(({ seq, data }) => ({ seq, data })))
    expect(await messageEvents(bob)).toEqual(told(bob).map(({ seq, data }) => ({ seq, data })))
  })

  it('is answered as new even when nobody can be told of it', async () => {
    const { alice, conversationId } = await createConversation()
    const broker = findSingleton<EmbeddedBroker>(EMBEDDED_BROKER)
    if (!broker) throw new Error('no broker to break')
    const broken = vi.spyOn(broker, 'trigger').mockImplementation(() => {
      throw new Error('the post room is on fire')
    })
    const quiet = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const { isNew } = await sendMessage(alice, { conversationId, clientId: newId(), body: 'Anybody?' })
    expect(isNew).toBe(true)
    expect(quiet).toHaveBeenCalledWith(expect.stringContaining('on fire'))
    vi.restoreAllMocks()
    expect(broken).toHaveBeenCalled()
    expect(await history(alice, conversationId)).toHaveLength(1)
  })
})

describe('a clientId sent again', () => {
  it('answers with the message it stored, also with another body, and tells nobody twice', async () => {
    const { alice, bob, conversationId } = await createConversation()
    const first = { conversationId, clientId: newId(), body: 'Dinner at eight?' }
    const { message } = await sendMessage(alice, first)
    const told = () => published.filter(({ userId, type }) => userId === bob.id && type === 'new_message')
    expect(told()).toHaveLength(1)
    expect(await sendMessage(alice, first)).toEqual({ message, isNew: false })
    expect(await sendMessage(alice, { ...first, body: 'Dinner at nine?' })).toEqual({ message, isNew: false })
    expect(await messageEvents(bob)).toHaveLength(1)
    expect(told()).toHaveLength(1)
    expect((await sendText(alice, conversationId, 'No hole')).seq).toBe(2)
  })

  it('is answered also after the conversation was closed', async () => {
    const { alice, conversationId } = await createConversation()
    const first = { conversationId, clientId: newId(), body: 'Are you there?' }
    const { message } = await sendMessage(alice, first)
    await closeConversation(conversationId)
    expect(await codeOf(sendMessage(alice, { ...first, clientId: newId() }))).toBe('not_friends')
    expect(await sendMessage(alice, first)).toEqual({ message, isNew: false })
  })

  it('is refused in another conversation, and stays what it was', async () => {
    const { alice, conversationId } = await createConversation()
    const carol = await createUser('carol')
    await befriend(alice, carol)
    const elsewhere = (await openConversation(alice, carol.id)).conversation.id
    const { clientId } = await sendText(alice, conversationId, 'Here')
    const reuse = sendMessage(alice, { conversationId: elsewhere, clientId, body: 'There' })
    expect(await refusalOf(reuse)).toMatchObject({ status: 409, code: 'client_id_reused' })
    expect(await history(alice, elsewhere)).toEqual([])
    expect(await history(alice, conversationId)).toHaveLength(1)
  })

  it('belongs to its sender: the other one may use the same', async () => {
    const { alice, bob, conversationId } = await createConversation()
    const same = { conversationId, clientId: newId(), body: 'Snap' }
    const [hers, his] = await Promise.all([sendMessage(alice, same), sendMessage(bob, same)])
    expect([hers.isNew, his.isNew]).toEqual([true, true])
    expect((await history(bob, conversationId)).map(({ senderId }) => senderId).sort()).toEqual(
      [alice.id, bob.id].sort(),
    )
  })

  it('is one message when fifty of it arrive at once', async () => {
    const { alice, bob, conversationId } = await createConversation()
    const input = { conversationId, clientId: newId(), body: 'Hello?' }
    const answers = await Promise.all(Array.from({ length: 50 }, () => sendMessage(alice, input)))
    expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1)
    expect(new Set(answers.map(({ message }) => JSON.stringify(message))).size).toBe(1)
    expect(await history(bob, conversationId)).toEqual([answers[0]?.message])
    expect(await messageEvents(bob)).toHaveLength(1)
  })
})

describe('a send that is refused', () => {
  it('looks the same to a stranger as for a conversation that does not exist', async () => {
    const { conversationId } = await createConversation()
    const carol = await createUser('carol')
    const send = (id: string) => refusalOf(sendMessage(carol, { conversationId: id, clientId: newId(), body: 'Psst' }))
    const refusal = await send(conversationId)
    expect(refusal).toMatchObject({ status: 404, code: 'not_found' })
    expect(await send(newId())).toEqual(refusal)
    expect(await database().select().from(messages)).not.toContainEqual(expect.objectContaining({ body: 'Psst' }))
  })

  it('in a closed conversation is 403 not_friends for both', async () => {
    const { alice, bob, conversationId } = await createConversation()
    await closeConversation(conversationId)
    for (const person of [alice, bob]) {
      const send = sendMessage(person, { conversationId, clientId: newId(), body: 'Too late' })
      expect(await refusalOf(send)).toMatchObject({ status: 403, code: 'not_friends' })
    }
    expect(await history(alice, conversationId)).toEqual([])
  })

  it.each([
    ['empty', ''],
    ['blank to the eye', ' \u200B\n'],
    ['one code point too long', 'a'.repeat(2001)],
    ['cut in a character', 'half \uD83D'],
    ['with a NUL', 'nul \0'],
  ])('for a body that is %s names the body', async (_, body) => {
    const { alice, conversationId } = await createConversation()
    const send = sendMessage(alice, { conversationId, clientId: newId(), body })
    expect(await refusalOf(send)).toMatchObject({
      status: 422,
      code: 'invalid',
      errors: { body: expect.any(String) },
    })
  })

  it('leaves its clientId free', async () => {
    const { alice, bob, conversationId } = await createConversation()
    const { conversationId: othersTalk } = await createConversation()
    const clientId = newId()
    const attempt = (id: string, body: string) => sendMessage(alice, { conversationId: id, clientId, body })
    expect(await codeOf(attempt(conversationId, ' '))).toBe('invalid')
    expect(await codeOf(attempt(othersTalk, 'Hello'))).toBe('not_found')
    await closeConversation(conversationId)
    expect(await codeOf(attempt(conversationId, 'Hello'))).toBe('not_friends')
    const carol = await createUser('carol')
    await befriend(carol, alice)
    const { conversation } = await openConversation(alice, carol.id)
    expect(await attempt(conversation.id, 'Hello')).toMatchObject({ isNew: true, message: { seq: 1 } })
    expect(await messageEvents(bob)).toEqual([])
  })
})
