import { describe, expect, it } from 'vitest'
import { acceptRequest, requestFriendship, unfriend } from '@/lib/friends/service'
import { acceptRequests, declineRequests } from '@/lib/friends/service-batch'
import { block, unblock } from '@/lib/friends/service-block'
import { newId } from '@/lib/ids'
import { openConversation } from '@/lib/messages/service'
import { notificationsOf, readNotifications } from '@/lib/notifications/service'
import { newPerson, prepareKith } from '@/lib/testing/kith'
import { expectReplay, type Pair } from '@/lib/testing/replay-pair'
import { AMPLE, eventsOf, newTalk, say } from '@/lib/testing/talk'

prepareKith({ limits: { ...AMPLE, searchPerMinute: 1e9 } })

const strangers = async (): Promise<Pair> => {
  const [alice, bob] = await Promise.all([newPerson('alice'), newPerson('bob')])
  return { alice, bob }
}
const asked = async () => {
  const pair = await strangers()
  await requestFriendship(pair.alice, pair.bob.id)
  return pair
}
const talking = async () => {
  const talk = await newTalk()
  await say(talk.alice, talk.conversationId, 'Hello')
  await say(talk.bob, talk.conversationId, 'Hi')
  return talk
}
const formerFriends = async () => {
  const talk = await talking()
  await unfriend(talk.alice, talk.bob.id)
  return talk
}

describe('old state and events make the state a fresh load shows, after', () => {
  it('the end of a friendship, with and without a conversation, and a new one', async () => {
    const talk = await talking()
    await expectReplay(talk, () => unfriend(talk.alice, talk.bob.id))
    await expectReplay(talk, () => unfriend(talk.alice, talk.bob.id))
    await expectReplay(talk, () => requestFriendship(talk.bob, talk.alice.id))
    await expectReplay(talk, () => acceptRequest(talk.alice, talk.bob.id))
    const pair = await asked()
    await acceptRequest(pair.bob, pair.alice.id)
    await expectReplay(pair, () => unfriend(pair.bob, pair.alice.id))
  })

  it('answers to many requests at once', async () => {
    const pair = await asked()
    const others = await Promise.all(['carol', 'dave', 'erin'].map((name) => newPerson(name)))
    for (const other of others) await requestFriendship(other, pair.bob.id)
    const [carol, dave] = others.map(({ id }) => id) as [string, string] // One for each name above.
    await expectReplay(pair, () => acceptRequests(pair.bob, [carol, newId(), pair.alice.id, carol]))
    await expectReplay(pair, () => declineRequests(pair.bob, [dave, carol, newId()]))
    const declined = await asked()
    await expectReplay(declined, () => declineRequests(declined.bob, [declined.alice.id]))
  })

  it('notifications seen, some of them, all of them, and again', async () => {
    const pair = await asked()
    for (const name of ['carol', 'dave']) await requestFriendship(await newPerson(name), pair.bob.id)
    for (const upTo of [2, 1, 99, 99]) await expectReplay(pair, () => readNotifications(pair.bob, upTo))
    const { items } = await notificationsOf(pair.bob, { cursor: undefined, limit: 50 })
    expect(items.map(({ read }) => read)).toEqual([true, true, true])
  })

  it('a block among friends', async () => {
    const talk = await talking()
    await expectReplay(talk, () => block(talk.alice, talk.bob.id))
  })

  it('a block of who asked, and of who was asked', async () => {
    const incoming = await asked()
    await expectReplay(incoming, () => block(incoming.bob, incoming.alice.id))
    const outgoing = await asked()
    await expectReplay(outgoing, () => block(outgoing.alice, outgoing.bob.id))
  })

  it('a block among strangers, with an old conversation and with nothing', async () => {
    const former = await formerFriends()
    await expectReplay(former, () => block(former.alice, former.bob.id))
    const pair = await strangers()
    await expectReplay(pair, () => block(pair.alice, pair.bob.id), { people: true })
    expect(await eventsOf(pair.bob)).toEqual([])
  })

  it('a block lifted, alone and while the other still stands', async () => {
    const talk = await talking()
    await block(talk.alice, talk.bob.id)
    await expectReplay(talk, () => unblock(talk.alice, talk.bob.id), { people: true })
    await block(talk.alice, talk.bob.id)
    await expectReplay(talk, () => block(talk.bob, talk.alice.id))
    await expectReplay(talk, () => unblock(talk.alice, talk.bob.id))
    await expectReplay(talk, () => unblock(talk.bob, talk.alice.id), { people: true })
  })

  it('a block made and lifted while nobody was looking', async () => {
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

  it('friends who fell out, made up and wrote again while nobody was looking', async () => {
    const talk = await talking()
    const { alice, bob, conversationId } = talk
    await readNotifications(alice, 1)
    const change = async () => {
      await block(alice, bob.id)
      await block(bob, alice.id)
      await unblock(alice, bob.id)
      await unblock(bob, alice.id)
      await requestFriendship(bob, alice.id)
      await acceptRequest(alice, bob.id)
      await openConversation(alice, bob.id)
      await say(alice, conversationId, 'Again')
    }
    await expectReplay(talk, change, { people: true })
  })
})
