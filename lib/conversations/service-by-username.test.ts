import { expect, it } from 'vitest'
import { block } from '@/lib/blocks/service'
import type { Viewer } from '@/lib/session/viewer'
import { AMPLE_LIMITS, befriend, codeOf, createConversation } from '@/tests/support/conversations'
import { createUser, setUpKith } from '@/tests/support/environment'
import { openConversationByUsername } from './service-by-username'
import { conversationOf } from './service-list'

setUpKith({ limits: AMPLE_LIMITS })

const peerUsernameOf = async (seenBy: Viewer, conversationId: string) =>
  (await conversationOf(seenBy, conversationId)).peer.username

it('a conversation with a friend is created once, and found in any letter case', async () => {
  const { alice, bob, conversationId } = await createConversation()
  const name = await peerUsernameOf(alice, conversationId)
  expect((await openConversationByUsername(alice, name.toUpperCase())).id).toBe(conversationId)

  const carol = await createUser('carol')
  await befriend(carol, bob)
  const opened = await openConversationByUsername(carol, name)
  expect(opened.peer.id).toBe(bob.id)
  expect(await openConversationByUsername(carol, name)).toEqual(opened)
})

it('a stranger, an unknown name, the viewer and a blocked peer give not_found', async () => {
  const { alice, bob, conversationId } = await createConversation()
  const [nameOfBob, nameOfAlice] = [
    await peerUsernameOf(alice, conversationId),
    await peerUsernameOf(bob, conversationId),
  ]
  const stranger = await createUser('stranger')
  expect((await openConversationByUsername(alice, nameOfBob)).id).toBe(conversationId)
  expect(await codeOf(openConversationByUsername(stranger, nameOfBob))).toBe('not_found')
  expect(await codeOf(openConversationByUsername(alice, nameOfAlice))).toBe('not_found')
  for (const name of ['nobody_of_this_name', 'not a name'])
    expect(await codeOf(openConversationByUsername(alice, name))).toBe('not_found')
  await block(alice, bob.id)
  expect(await codeOf(openConversationByUsername(alice, nameOfBob))).toBe('not_found')
  expect(await codeOf(openConversationByUsername(bob, nameOfAlice))).toBe('not_found')
})
