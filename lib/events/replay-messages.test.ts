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
  it('after the last and an older message were edited, also twice, events give the state of a fresh load', async () => {
    const conversation = await talking()
    const { alice, bob, conversationId } = conversation
    await expectReplay(conversation, () => editMessage(bob, { conversationId, seq: 4, body: 'Edited' }))
    await expectReplay(conversation, async () => {
      for (const body of ['one', 'two', 'two']) await editMessage(alice, { conversationId, seq: 1, body })
    })
  })

  it('after messages were retracted, events give the state of a fresh load', async () => {
    const conversation = await talking()
    const { alice, bob, conversationId } = conversation
    await expectReplay(conversation, () => retractMessage(bob, { conversationId, seq: 4 }))
    await expectReplay(conversation, () => retractMessage(alice, { conversationId, seq: 1 }))
  })

  it('after reactions were set, replaced and removed, events give the state of a fresh load', async () => {
    const conversation = await talking()
    const { alice, bob, conversationId } = conversation
    for (const emoji of ['👍', '🎉', null])
      await expectReplay(conversation, () => react(alice, { conversationId, seq: 4, emoji }))
    await expectReplay(conversation, async () => {
      await react(bob, { conversationId, seq: 1, emoji: '👍' })
      await react(alice, { conversationId, seq: 1, emoji: '👍' })
    })
  })

  it('after the last, an unread, a read and all messages were hidden, events give the state of a fresh load', async () => {
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

  it('after a message that one side has hidden was changed, events give the state of a fresh load', async () => {
    const conversation = await talking()
    const { alice, bob, conversationId } = conversation
    await hideMessageForViewer(alice, conversationId, 2)
    await expectReplay(conversation, () => editMessage(bob, { conversationId, seq: 2, body: 'Edited' }))
  })

  it('after messages were sent, changed and hidden while the tab was offline, events give the state of a fresh load', async () => {
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

  it('after a reply, events give the state of a fresh load', async () => {
    const conversation = await talking()
    const { bob, conversationId } = conversation
    await expectReplay(conversation, () =>
      sendMessage(bob, { conversationId, clientId: newId(), body: 'That one', replyTo: 1 }),
    )
  })

  it('after deliveries arrived in and out of order, events give the state of a fresh load', async () => {
    const conversation = await talking()
    const { bob, conversationId } = conversation
    for (const seq of [2, 1, 99]) await expectReplay(conversation, () => markDelivered(bob, [{ conversationId, seq }]))
  })

  it('after drafts were saved, changed and deleted, events give the state of a fresh load', async () => {
    const conversation = await talking()
    const { alice, conversationId } = conversation
    for (const body of ['Dear', 'Dear Bob', ''])
      await expectReplay(conversation, () => saveDraft(alice, { conversationId, body }))
  })

  it('after a greeting to a new person and to a requested one, events give the state of a fresh load', async () => {
    const [alice, bob] = await Promise.all([createUser('alice', 'pro'), createUser('bob')])
    await expectReplay({ alice, bob }, () => greet(alice, { userId: bob.id, clientId: newId(), body: 'Hello' }))
    const carol = await createUser('carol')
    await requestFriendship(alice, carol.id)
    const late = { userId: carol.id, clientId: newId(), body: 'By the way' }
    await expectReplay({ alice, bob: carol }, () => greet(alice, late))
  })

  it('after a greeting was accepted, declined and cancelled, events give the state of a fresh load', async () => {
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
