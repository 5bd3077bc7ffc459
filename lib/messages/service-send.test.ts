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

describe('sendMessage', () => {
  it('a sent message is stored unchanged and published to both with its seq in each event log', async () => {
    const { alice, bob, conversationId } = await createConversation()
    await befriend(alice, await createUser('carol')) // Gives the two event logs different lengths.
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
    const publishedTo = (viewer: Viewer) =>
      published.filter(({ userId, type }) => userId === viewer.id && type === 'new_message')
    expect(publishedTo(alice)).toMatchObject([{ seq: 7, data: { message, peer: { id: bob.id, displayName: 'bob' } } }])
    expect(publishedTo(bob)).toMatchObject([
      { seq: 4, data: { message, peer: { id: alice.id, displayName: 'alice' } } },
    ])
    expect(await messageEvents(alice)).toEqual(publishedTo(alice).map(({ seq, data }) => ({ seq, data })))
    expect(await messageEvents(bob)).toEqual(publishedTo(bob).map(({ seq, data }) => ({ seq, data })))
  })

  it('a send succeeds even when publishing fails', async () => {
    const { alice, conversationId } = await createConversation()
    const broker = findSingleton<EmbeddedBroker>(EMBEDDED_BROKER)
    if (!broker) throw new Error('There is no embedded broker.')
    const broken = vi.spyOn(broker, 'trigger').mockImplementation(() => {
      throw new Error('broker failed')
    })
    const quiet = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const { isNew } = await sendMessage(alice, { conversationId, clientId: newId(), body: 'Anybody?' })
    expect(isNew).toBe(true)
    expect(quiet).toHaveBeenCalledWith(expect.stringContaining('broker failed'))
    vi.restoreAllMocks()
    expect(broken).toHaveBeenCalled()
    expect(await history(alice, conversationId)).toHaveLength(1)
  })
})

describe('a repeated clientId', () => {
  it('a repeated clientId returns the stored message, also with another body, and publishes nothing', async () => {
    const { alice, bob, conversationId } = await createConversation()
    const first = { conversationId, clientId: newId(), body: 'Dinner at eight?' }
    const { message } = await sendMessage(alice, first)
    const publishedToBob = () => published.filter(({ userId, type }) => userId === bob.id && type === 'new_message')
    expect(publishedToBob()).toHaveLength(1)
    expect(await sendMessage(alice, first)).toEqual({ message, isNew: false })
    expect(await sendMessage(alice, { ...first, body: 'Dinner at nine?' })).toEqual({ message, isNew: false })
    expect(await messageEvents(bob)).toHaveLength(1)
    expect(publishedToBob()).toHaveLength(1)
    expect((await sendText(alice, conversationId, 'No hole')).seq).toBe(2)
  })

  it('a repeated clientId returns the stored message also in a closed conversation', async () => {
    const { alice, conversationId } = await createConversation()
    const first = { conversationId, clientId: newId(), body: 'Are you there?' }
    const { message } = await sendMessage(alice, first)
    await closeConversation(conversationId)
    expect(await codeOf(sendMessage(alice, { ...first, clientId: newId() }))).toBe('not_friends')
    expect(await sendMessage(alice, first)).toEqual({ message, isNew: false })
  })

  it('a repeated clientId is refused in another conversation, and the message is unchanged', async () => {
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

  it('both members can use the same clientId', async () => {
    const { alice, bob, conversationId } = await createConversation()
    const same = { conversationId, clientId: newId(), body: 'Snap' }
    const [aliceSend, bobSend] = await Promise.all([sendMessage(alice, same), sendMessage(bob, same)])
    expect([aliceSend.isNew, bobSend.isNew]).toEqual([true, true])
    expect((await history(bob, conversationId)).map(({ senderId }) => senderId).sort()).toEqual(
      [alice.id, bob.id].sort(),
    )
  })

  it('fifty concurrent sends with one clientId store one message', async () => {
    const { alice, bob, conversationId } = await createConversation()
    const input = { conversationId, clientId: newId(), body: 'Hello?' }
    const results = await Promise.all(Array.from({ length: 50 }, () => sendMessage(alice, input)))
    expect(results.filter(({ isNew }) => isNew)).toHaveLength(1)
    expect(new Set(results.map(({ message }) => JSON.stringify(message))).size).toBe(1)
    expect(await history(bob, conversationId)).toEqual([results[0]?.message])
    expect(await messageEvents(bob)).toHaveLength(1)
  })
})

describe('a refused send', () => {
  it('a send of a non-member fails like one to a conversation that does not exist', async () => {
    const { conversationId } = await createConversation()
    const carol = await createUser('carol')
    const send = (id: string) => refusalOf(sendMessage(carol, { conversationId: id, clientId: newId(), body: 'Psst' }))
    const refusal = await send(conversationId)
    expect(refusal).toMatchObject({ status: 404, code: 'not_found' })
    expect(await send(newId())).toEqual(refusal)
    expect(await database().select().from(messages)).not.toContainEqual(expect.objectContaining({ body: 'Psst' }))
  })

  it('a send in a closed conversation fails with 403 not_friends for both members', async () => {
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
    ['blank', ' \u200B\n'],
    ['one code point too long', 'a'.repeat(2001)],
    ['with a lone surrogate', 'half \uD83D'],
    ['with a NUL', 'nul \0'],
  ])('a send with a body that is %s is refused with an error for `body`', async (_, body) => {
    const { alice, conversationId } = await createConversation()
    const send = sendMessage(alice, { conversationId, clientId: newId(), body })
    expect(await refusalOf(send)).toMatchObject({
      status: 422,
      code: 'invalid',
      errors: { body: expect.any(String) },
    })
  })

  it('a refused send leaves its clientId unused', async () => {
    const { alice, bob, conversationId } = await createConversation()
    const { conversationId: otherConversation } = await createConversation()
    const clientId = newId()
    const attempt = (id: string, body: string) => sendMessage(alice, { conversationId: id, clientId, body })
    expect(await codeOf(attempt(conversationId, ' '))).toBe('invalid')
    expect(await codeOf(attempt(otherConversation, 'Hello'))).toBe('not_found')
    await closeConversation(conversationId)
    expect(await codeOf(attempt(conversationId, 'Hello'))).toBe('not_friends')
    const carol = await createUser('carol')
    await befriend(carol, alice)
    const { conversation } = await openConversation(alice, carol.id)
    expect(await attempt(conversation.id, 'Hello')).toMatchObject({ isNew: true, message: { seq: 1 } })
    expect(await messageEvents(bob)).toEqual([])
  })
})
