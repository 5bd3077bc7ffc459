import { describe, it } from 'vitest'
import { markRead } from '@/lib/conversations/service'
import { markDelivered } from '@/lib/conversations/service-receipts'
import { acceptRequest, cancelRequest, declineRequest, requestFriendship } from '@/lib/friends/service'
import { greet } from '@/lib/greetings/service'
import { newId } from '@/lib/ids'
import { editMessage, react, retractMessage } from '@/lib/messages/service-change'
import { hideMessageForViewer, saveDraft } from '@/lib/messages/service-drafts'
import { sendMessage } from '@/lib/messages/service-send'
import { AMPLE_LIMITS, createConversation, sendText } from '@/tests/support/conversations'
import { createUser, setUpKith } from '@/tests/support/environment'
import { expectReplay, type ReplayPair } from '@/tests/support/replay-pair'

setUpKith({ limits: { ...AMPLE_LIMITS, searchPerMinute: 1e9, declineCooldownHours: 0 } })

const talking = async () => {
  const conversation = await createConversation()
  for (let n = 1; n <= 4; n++)
    await sendText(n % 2 ? conversation.alice : conversation.bob, conversation.conversationId, `message ${n}`)
  return conversation
}
const greeted = async () => {
  const [alice, bob] = await Promise.all([createUser('alice', 'pro'), createUser('bob')])
  await greet(alice, { userId: bob.id, clientId: newId(), body: 'Hello' })
  return { alice, bob }
}

describe('old state and events make the state a fresh load shows, after', () => {
  it('edits, of the last message and of an older one, and the same once more', async () => {
    const conversation = await talking()
    const { alice, bob, conversationId } = conversation
    await expectReplay(conversation, () => editMessage(bob, { conversationId, seq: 4, body: 'Edited' }))
    await expectReplay(conversation, async () => {
      for (const body of ['one', 'two', 'two']) await editMessage(alice, { conversationId, seq: 1, body })
    })
  })

  it('messages taken back', async () => {
    const conversation = await talking()
    const { alice, bob, conversationId } = conversation
    await expectReplay(conversation, () => retractMessage(bob, { conversationId, seq: 4 }))
    await expectReplay(conversation, () => retractMessage(alice, { conversationId, seq: 1 }))
  })

  it('reactions set, replaced and taken away', async () => {
    const conversation = await talking()
    const { alice, bob, conversationId } = conversation
    for (const emoji of ['👍', '🎉', null])
      await expectReplay(conversation, () => react(alice, { conversationId, seq: 4, emoji }))
    await expectReplay(conversation, async () => {
      await react(bob, { conversationId, seq: 1, emoji: '👍' })
      await react(alice, { conversationId, seq: 1, emoji: '👍' })
    })
  })

  it('messages hidden: the last one, an unread one, a read one, all of them', async () => {
    const conversation = await talking()
    const { alice, bob, conversationId } = conversation
    await expectReplay(conversation, () => hideMessageForViewer(alice, conversationId, 4))
    await expectReplay(conversation, () => hideMessageForViewer(bob, conversationId, 1))
    await markRead(alice, { conversationId, seq: 4 })
    await expectReplay(conversation, () => hideMessageForViewer(alice, conversationId, 2))
    await expectReplay(conversation, async () => {
      for (const seq of [1, 3]) await hideMessageForViewer(alice, conversationId, seq)
    })
  })

  it('a change of a message that one side has hidden', async () => {
    const conversation = await talking()
    const { alice, bob, conversationId } = conversation
    await hideMessageForViewer(alice, conversationId, 2)
    await expectReplay(conversation, () => editMessage(bob, { conversationId, seq: 2, body: 'Edited' }))
  })

  it('messages sent, changed and hidden while nobody was looking', async () => {
    const conversation = await talking()
    const { alice, bob, conversationId } = conversation
    await expectReplay(conversation, async () => {
      const { seq } = await sendText(alice, conversationId, 'Hello')
      await editMessage(alice, { conversationId, seq, body: 'Hello there' })
      await react(bob, { conversationId, seq, emoji: '👋' })
      await hideMessageForViewer(bob, conversationId, seq)
      await sendText(bob, conversationId, 'Bye')
    })
  })

  it('an answer', async () => {
    const conversation = await talking()
    const { bob, conversationId } = conversation
    await expectReplay(conversation, () =>
      sendMessage(bob, { conversationId, clientId: newId(), body: 'That one', replyTo: 1 }),
    )
  })

  it('deliveries, and older ones after newer ones', async () => {
    const conversation = await talking()
    const { bob, conversationId } = conversation
    for (const seq of [2, 1, 99]) await expectReplay(conversation, () => markDelivered(bob, [{ conversationId, seq }]))
  })

  it('drafts kept, changed and forgotten', async () => {
    const conversation = await talking()
    const { alice, conversationId } = conversation
    for (const body of ['Dear', 'Dear Bob', ''])
      await expectReplay(conversation, () => saveDraft(alice, { conversationId, body }))
  })

  it('a greeting, to somebody new and to somebody asked already', async () => {
    const [alice, bob] = await Promise.all([createUser('alice', 'pro'), createUser('bob')])
    await expectReplay({ alice, bob }, () => greet(alice, { userId: bob.id, clientId: newId(), body: 'Hello' }))
    const carol = await createUser('carol')
    await requestFriendship(alice, carol.id)
    const late = { userId: carol.id, clientId: newId(), body: 'By the way' }
    await expectReplay({ alice, bob: carol }, () => greet(alice, late))
  })

  it('a greeting accepted, declined and taken back', async () => {
    for (const answer of [
      ({ alice, bob }: ReplayPair) => acceptRequest(bob, alice.id),
      ({ alice, bob }: ReplayPair) => declineRequest(bob, alice.id),
      ({ alice, bob }: ReplayPair) => cancelRequest(alice, bob.id),
    ]) {
      const pair = await greeted()
      await expectReplay(pair, () => answer(pair))
    }
  })
})
