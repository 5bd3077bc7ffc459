import { describe, expect, it } from 'vitest'
import { block, unblock } from '@/lib/blocks/service'
import { openConversation } from '@/lib/conversations/service'
import { acceptRequest, requestFriendship, unfriend } from '@/lib/friends/service'
import { acceptRequests, declineRequests } from '@/lib/friends/service-batch'
import { newId } from '@/lib/ids'
import { notificationsOf, readNotifications } from '@/lib/notifications/service'
import { AMPLE_LIMITS, createConversation, eventsOf, sendText } from '@/tests/support/conversations'
import { createUser, setUpKith } from '@/tests/support/environment'
import { expectReplay, type ReplayPair } from '@/tests/support/replay-pair'

setUpKith({ limits: { ...AMPLE_LIMITS, searchPerMinute: 1e9 } })

const strangers = async (): Promise<ReplayPair> => {
  const [alice, bob] = await Promise.all([createUser('alice'), createUser('bob')])
  return { alice, bob }
}
const asked = async () => {
  const pair = await strangers()
  await requestFriendship(pair.alice, pair.bob.id)
  return pair
}
const talking = async () => {
  const conversation = await createConversation()
  await sendText(conversation.alice, conversation.conversationId, 'Hello')
  await sendText(conversation.bob, conversation.conversationId, 'Hi')
  return conversation
}
const formerFriends = async () => {
  const conversation = await talking()
  await unfriend(conversation.alice, conversation.bob.id)
  return conversation
}

describe('old state and events make the state a fresh load shows, after', () => {
  it('after a friendship ended and began again, with and without a conversation, events give the state of a fresh load', async () => {
    const conversation = await talking()
    await expectReplay(conversation, () => unfriend(conversation.alice, conversation.bob.id))
    await expectReplay(conversation, () => unfriend(conversation.alice, conversation.bob.id))
    await expectReplay(conversation, () => requestFriendship(conversation.bob, conversation.alice.id))
    await expectReplay(conversation, () => acceptRequest(conversation.alice, conversation.bob.id))
    const pair = await asked()
    await acceptRequest(pair.bob, pair.alice.id)
    await expectReplay(pair, () => unfriend(pair.bob, pair.alice.id))
  })

  it('after many requests were answered together, events give the state of a fresh load', async () => {
    const pair = await asked()
    const others = await Promise.all(['carol', 'dave', 'erin'].map((name) => createUser(name)))
    for (const other of others) await requestFriendship(other, pair.bob.id)
    const [carol, dave] = others.map(({ id }) => id) as [string, string] // One for each name above.
    await expectReplay(pair, () => acceptRequests(pair.bob, [carol, newId(), pair.alice.id, carol]))
    await expectReplay(pair, () => declineRequests(pair.bob, [dave, carol, newId()]))
    const declined = await asked()
    await expectReplay(declined, () => declineRequests(declined.bob, [declined.alice.id]))
  })

  it('after some, all and repeated notifications were seen, events give the state of a fresh load', async () => {
    const pair = await asked()
    for (const name of ['carol', 'dave']) await requestFriendship(await createUser(name), pair.bob.id)
    for (const upTo of [2, 1, 99, 99]) await expectReplay(pair, () => readNotifications(pair.bob, upTo))
    const { items } = await notificationsOf(pair.bob, { cursor: undefined, limit: 50 })
    expect(items.map(({ read }) => read)).toEqual([true, true, true])
  })

  it('after a block between friends, events give the state of a fresh load', async () => {
    const conversation = await talking()
    await expectReplay(conversation, () => block(conversation.alice, conversation.bob.id))
  })

  it('after a block of an asker and of a recipient, events give the state of a fresh load', async () => {
    const incoming = await asked()
    await expectReplay(incoming, () => block(incoming.bob, incoming.alice.id))
    const outgoing = await asked()
    await expectReplay(outgoing, () => block(outgoing.alice, outgoing.bob.id))
  })

  it('after a block between strangers, with and without an old conversation, events give the state of a fresh load', async () => {
    const former = await formerFriends()
    await expectReplay(former, () => block(former.alice, former.bob.id))
    const pair = await strangers()
    await expectReplay(pair, () => block(pair.alice, pair.bob.id), { people: true })
    expect(await eventsOf(pair.bob)).toEqual([])
  })

  it('after one of one or of two blocks was removed, events give the state of a fresh load', async () => {
    const conversation = await talking()
    await block(conversation.alice, conversation.bob.id)
    await expectReplay(conversation, () => unblock(conversation.alice, conversation.bob.id), { people: true })
    await block(conversation.alice, conversation.bob.id)
    await expectReplay(conversation, () => block(conversation.bob, conversation.alice.id))
    await expectReplay(conversation, () => unblock(conversation.alice, conversation.bob.id))
    await expectReplay(conversation, () => unblock(conversation.bob, conversation.alice.id), { people: true })
  })

  it('after a block was made and removed while the tab was offline, events give the state of a fresh load', async () => {
    for (const before of [talking, asked, formerFriends]) {
      for (const sides of [['alice', 'bob'] as const, ['bob', 'alice'] as const]) {
        const pair = await before()
        const [blocker, blocked] = [pair[sides[0]], pair[sides[1]]]
        const change = async () => {
          await block(blocker, blocked.id)
          await unblock(blocker, blocked.id)
        }
        await expectReplay(pair, change, { people: true })
      }
    }
  })

  it('after friends parted, befriended and wrote again while the tab was offline, events give the state of a fresh load', async () => {
    const conversation = await talking()
    const { alice, bob, conversationId } = conversation
    await readNotifications(alice, 1)
    const change = async () => {
      await block(alice, bob.id)
      await block(bob, alice.id)
      await unblock(alice, bob.id)
      await unblock(bob, alice.id)
      await requestFriendship(bob, alice.id)
      await acceptRequest(alice, bob.id)
      await openConversation(alice, bob.id)
      await sendText(alice, conversationId, 'Again')
    }
    await expectReplay(conversation, change, { people: true })
  })
})
