import { describe, it } from 'vitest'
import { acceptRequest, cancelRequest, declineRequest, requestFriendship } from '@/lib/friends/service'
import { greet } from '@/lib/friends/service-greeting'
import { newId } from '@/lib/ids'
import { markRead } from '@/lib/messages/service'
import { editMessage, react, retractMessage } from '@/lib/messages/service-change'
import { hideForMe, saveDraft } from '@/lib/messages/service-own'
import { markDelivered } from '@/lib/messages/service-receipts'
import { sendMessage } from '@/lib/messages/service-send'
import { newPerson, prepareKith } from '@/lib/testing/kith'
import { expectReplay, type Pair } from '@/lib/testing/replay-pair'
import { AMPLE, newTalk, say } from '@/lib/testing/talk'

prepareKith({ limits: { ...AMPLE, searchPerMinute: 1e9, declineCooldownHours: 0 } })

const talking = async () => {
  const talk = await newTalk()
  for (let n = 1; n <= 4; n++) await say(n % 2 ? talk.alice : talk.bob, talk.conversationId, `message ${n}`)
  return talk
}
const greeted = async () => {
  const [alice, bob] = await Promise.all([newPerson('alice', 'pro'), newPerson('bob')])
  await greet(alice, { userId: bob.id, clientId: newId(), body: 'Hello' })
  return { alice, bob }
}

describe('old state and events make the state a fresh load shows, after', () => {
  it('edits, of the last message and of an older one, and the same once more', async () => {
    const talk = await talking()
    const { alice, bob, conversationId } = talk
    await expectReplay(talk, () => editMessage(bob, { conversationId, seq: 4, body: 'Edited' }))
    await expectReplay(talk, async () => {
      for (const body of ['one', 'two', 'two']) await editMessage(alice, { conversationId, seq: 1, body })
    })
  })

  it('messages taken back', async () => {
    const talk = await talking()
    const { alice, bob, conversationId } = talk
    await expectReplay(talk, () => retractMessage(bob, { conversationId, seq: 4 }))
    await expectReplay(talk, () => retractMessage(alice, { conversationId, seq: 1 }))
  })

  it('reactions set, replaced and taken away', async () => {
    const talk = await talking()
    const { alice, bob, conversationId } = talk
    for (const emoji of ['👍', '🎉', null])
      await expectReplay(talk, () => react(alice, { conversationId, seq: 4, emoji }))
    await expectReplay(talk, async () => {
      await react(bob, { conversationId, seq: 1, emoji: '👍' })
      await react(alice, { conversationId, seq: 1, emoji: '👍' })
    })
  })

  it('messages hidden: the last one, an unread one, a read one, all of them', async () => {
    const talk = await talking()
    const { alice, bob, conversationId } = talk
    await expectReplay(talk, () => hideForMe(alice, conversationId, 4))
    await expectReplay(talk, () => hideForMe(bob, conversationId, 1))
    await markRead(alice, { conversationId, seq: 4 })
    await expectReplay(talk, () => hideForMe(alice, conversationId, 2))
    await expectReplay(talk, async () => {
      for (const seq of [1, 3]) await hideForMe(alice, conversationId, seq)
    })
  })

  it('a change of a message that one side has hidden', async () => {
    const talk = await talking()
    const { alice, bob, conversationId } = talk
    await hideForMe(alice, conversationId, 2)
    await expectReplay(talk, () => editMessage(bob, { conversationId, seq: 2, body: 'Edited' }))
  })

  it('messages sent, changed and hidden while nobody was looking', async () => {
    const talk = await talking()
    const { alice, bob, conversationId } = talk
    await expectReplay(talk, async () => {
      const { seq } = await say(alice, conversationId, 'Hello')
      await editMessage(alice, { conversationId, seq, body: 'Hello there' })
      await react(bob, { conversationId, seq, emoji: '👋' })
      await hideForMe(bob, conversationId, seq)
      await say(bob, conversationId, 'Bye')
    })
  })

  it('an answer', async () => {
    const talk = await talking()
    const { bob, conversationId } = talk
    await expectReplay(talk, () =>
      sendMessage(bob, { conversationId, clientId: newId(), body: 'That one', replyTo: 1 }),
    )
  })

  it('deliveries, and older ones after newer ones', async () => {
    const talk = await talking()
    const { bob, conversationId } = talk
    for (const seq of [2, 1, 99]) await expectReplay(talk, () => markDelivered(bob, [{ conversationId, seq }]))
  })

  it('drafts kept, changed and forgotten', async () => {
    const talk = await talking()
    const { alice, conversationId } = talk
    for (const body of ['Dear', 'Dear Bob', ''])
      await expectReplay(talk, () => saveDraft(alice, { conversationId, body }))
  })

  it('a greeting, to somebody new and to somebody asked already', async () => {
    const [alice, bob] = await Promise.all([newPerson('alice', 'pro'), newPerson('bob')])
    await expectReplay({ alice, bob }, () => greet(alice, { userId: bob.id, clientId: newId(), body: 'Hello' }))
    const carol = await newPerson('carol')
    await requestFriendship(alice, carol.id)
    const late = { userId: carol.id, clientId: newId(), body: 'By the way' }
    await expectReplay({ alice, bob: carol }, () => greet(alice, late))
  })

  it('a greeting accepted, declined and taken back', async () => {
    for (const answer of [
      ({ alice, bob }: Pair) => acceptRequest(bob, alice.id),
      ({ alice, bob }: Pair) => declineRequest(bob, alice.id),
      ({ alice, bob }: Pair) => cancelRequest(alice, bob.id),
    ]) {
      const pair = await greeted()
      await expectReplay(pair, () => answer(pair))
    }
  })
})
