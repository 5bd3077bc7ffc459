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
  it('a request', async () => {
    const pair = await strangers()
    await expectReplay(pair, () => requestFriendship(pair.alice, pair.bob.id))
  })

  it('an acceptance', async () => {
    const pair = await asked()
    await expectReplay(pair, () => acceptRequest(pair.bob, pair.alice.id))
  })

  it('a crossing request', async () => {
    const pair = await asked()
    await expectReplay(pair, () => requestFriendship(pair.bob, pair.alice.id))
  })

  it('a decline', async () => {
    const pair = await asked()
    await expectReplay(pair, () => declineRequest(pair.bob, pair.alice.id))
  })

  it('a request taken back', async () => {
    const pair = await asked()
    await expectReplay(pair, () => cancelRequest(pair.alice, pair.bob.id))
  })

  it('a conversation opened', async () => {
    const pair = await asked()
    await acceptRequest(pair.bob, pair.alice.id)
    await expectReplay(pair, () => openConversation(pair.alice, pair.bob.id))
  })

  it('the first message, and messages in both directions', async () => {
    const pair = await friends()
    await expectReplay(pair, () => say(pair.alice, pair.conversationId))
    await expectReplay(pair, async () => {
      for (const person of [pair.bob, pair.alice, pair.bob, pair.bob]) await say(person, pair.conversationId)
    })
  })

  it('reading, all of it and a part of it', async () => {
    const pair = await friends()
    const { conversationId } = pair
    for (let i = 0; i < 4; i++) await say(pair.alice, conversationId)
    await expectReplay(pair, () => markRead(pair.bob, { conversationId, seq: 2 }))
    await expectReplay(pair, () => markRead(pair.bob, { conversationId, seq: 99 }))
    await expectReplay(pair, () => markRead(pair.bob, { conversationId, seq: 1 }))
  })

  it('messages and readings that cross', async () => {
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

  it('notifications read, all of them and some, in any order', async () => {
    const pair = await asked()
    for (const name of ['carol', 'dave']) await requestFriendship(await createUser(name), pair.bob.id)
    await expectReplay(pair, () => readNotifications(pair.bob, 2))
    await expectReplay(pair, () => readNotifications(pair.bob, 1))
    await expectReplay(pair, () => readNotifications(pair.bob, 99))
    await expectReplay(pair, async () => requestFriendship(await createUser('eve'), pair.bob.id))
  })

  it('a notification read on one device while its reason goes away', async () => {
    const pair = await asked()
    await expectReplay(pair, () =>
      Promise.all([readNotifications(pair.bob, 1), cancelRequest(pair.alice, pair.bob.id)]),
    )
  })

  it('a block of who asked, and of who accepted', async () => {
    const pair = await asked()
    await expectReplay(pair, () => block(pair.bob, pair.alice.id))
    const other = await asked()
    await acceptRequest(other.bob, other.alice.id)
    await expectReplay(other, () => block(other.bob, other.alice.id))
  })
})
