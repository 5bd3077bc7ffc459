import { describe, it } from 'vitest'
import { block } from '@/lib/blocks/service'
import { markRead, openConversation } from '@/lib/conversations/service'
import { acceptRequest, cancelRequest, declineRequest, requestFriendship } from '@/lib/friends/service'
import { newId } from '@/lib/ids'
import { sendMessage } from '@/lib/messages/service-send'
import { readNotifications } from '@/lib/notifications/service'
import type { Viewer } from '@/lib/session/viewer'
import { createUser, setUpKith } from '@/tests/support/environment'
import { expectReplay, type ReplayPair } from '@/tests/support/replay-pair'

setUpKith({ limits: { sendPer10Seconds: 1e9, searchPerMinute: 1e9 } })

const strangers = async (): Promise<ReplayPair> => {
  const [alice, bob] = await Promise.all([createUser('alice'), createUser('bob')])
  return { alice, bob, conversationId: undefined }
}
const asked = async () => {
  const pair = await strangers()
  await requestFriendship(pair.alice, pair.bob.id)
  return pair
}
const friends = async () => {
  const pair = await asked()
  await acceptRequest(pair.bob, pair.alice.id)
  const { conversation } = await openConversation(pair.alice, pair.bob.id)
  return { ...pair, conversationId: conversation.id }
}
const say = (viewer: Viewer, conversationId: string, body = 'Hello') =>
  sendMessage(viewer, { conversationId, clientId: newId(), body })

describe('old state and events make the state a fresh load shows, after', () => {
  it('after a friend request, events give the state of a fresh load', async () => {
    const pair = await strangers()
    await expectReplay(pair, () => requestFriendship(pair.alice, pair.bob.id))
  })

  it('after an acceptance, events give the state of a fresh load', async () => {
    const pair = await asked()
    await expectReplay(pair, () => acceptRequest(pair.bob, pair.alice.id))
  })

  it('after a crossing request, events give the state of a fresh load', async () => {
    const pair = await asked()
    await expectReplay(pair, () => requestFriendship(pair.bob, pair.alice.id))
  })

  it('after a decline, events give the state of a fresh load', async () => {
    const pair = await asked()
    await expectReplay(pair, () => declineRequest(pair.bob, pair.alice.id))
  })

  it('after a cancelled request, events give the state of a fresh load', async () => {
    const pair = await asked()
    await expectReplay(pair, () => cancelRequest(pair.alice, pair.bob.id))
  })

  it('after a conversation was opened, events give the state of a fresh load', async () => {
    const pair = await asked()
    await acceptRequest(pair.bob, pair.alice.id)
    await expectReplay(pair, () => openConversation(pair.alice, pair.bob.id))
  })

  it('after the first and later messages in both directions, events give the state of a fresh load', async () => {
    const pair = await friends()
    await expectReplay(pair, () => say(pair.alice, pair.conversationId))
    await expectReplay(pair, async () => {
      for (const person of [pair.bob, pair.alice, pair.bob, pair.bob]) await say(person, pair.conversationId)
    })
  })

  it('after a conversation was read partly and completely, events give the state of a fresh load', async () => {
    const pair = await friends()
    const { conversationId } = pair
    for (let i = 0; i < 4; i++) await say(pair.alice, conversationId)
    await expectReplay(pair, () => markRead(pair.bob, { conversationId, seq: 2 }))
    await expectReplay(pair, () => markRead(pair.bob, { conversationId, seq: 99 }))
    await expectReplay(pair, () => markRead(pair.bob, { conversationId, seq: 1 }))
  })

  it('after concurrent messages and reads, events give the state of a fresh load', async () => {
    const pair = await friends()
    const { conversationId } = pair
    await expectReplay(pair, async () => {
      await Promise.all(
        Array.from({ length: 40 }, (_, i) =>
          i % 4 === 3
            ? markRead(i % 8 === 3 ? pair.alice : pair.bob, { conversationId, seq: i })
            : say(i % 2 ? pair.bob : pair.alice, conversationId),
        ),
      )
    })
  })

  it('after some and all notifications were read in any order, events give the state of a fresh load', async () => {
    const pair = await asked()
    for (const name of ['carol', 'dave']) await requestFriendship(await createUser(name), pair.bob.id)
    await expectReplay(pair, () => readNotifications(pair.bob, 2))
    await expectReplay(pair, () => readNotifications(pair.bob, 1))
    await expectReplay(pair, () => readNotifications(pair.bob, 99))
    await expectReplay(pair, async () => requestFriendship(await createUser('eve'), pair.bob.id))
  })

  it('after a notification was read on one device while its request was cancelled, events give the state of a fresh load', async () => {
    const pair = await asked()
    await expectReplay(pair, () =>
      Promise.all([readNotifications(pair.bob, 1), cancelRequest(pair.alice, pair.bob.id)]),
    )
  })

  it('after a block of an asker and of a new friend, events give the state of a fresh load', async () => {
    const pair = await asked()
    await expectReplay(pair, () => block(pair.bob, pair.alice.id))
    const other = await asked()
    await acceptRequest(other.bob, other.alice.id)
    await expectReplay(other, () => block(other.bob, other.alice.id))
  })
})
