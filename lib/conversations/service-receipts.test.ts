import { expect, it } from 'vitest'
import { unfriend } from '@/lib/friends/service'
import { codeOf, createConversation } from '@/tests/support/conversations'
import { createUser, setUpKith } from '@/tests/support/environment'
import { typingInput } from './schema'
import { publishTyping } from './service-receipts'

const { published } = setUpKith()

const typingReceivedBy = ({ id }: { id: string }) =>
  published.filter(({ userId, type }) => userId === id && type === 'typing')

it('typing and its end are published to the peer only', async () => {
  const { alice, bob, conversationId } = await createConversation()
  await publishTyping(alice, conversationId)
  await publishTyping(alice, conversationId, true)
  const typing = { conversationId, userId: alice.id }
  await expect.poll(() => typingReceivedBy(bob).map(({ data }) => data)).toEqual([typing, { ...typing, stopped: true }])
  expect(typingReceivedBy(alice)).toEqual([])
})

it('typing is not published after the friendship ended, and not_found for a non-member', async () => {
  const { alice, bob, conversationId } = await createConversation()
  await unfriend(bob, alice.id)
  await publishTyping(alice, conversationId)
  expect(typingReceivedBy(bob)).toEqual([])
  expect(await codeOf(publishTyping(await createUser(), conversationId))).toBe('not_found')
})

it('typing input without `stopped` means that the user types', () => {
  const conversationId = '00000000-0000-7000-8000-000000000000'
  expect(typingInput.parse({ conversationId })).toEqual({ conversationId, stopped: false })
})

it('typing of one user is published at most ten times in ten seconds, that of the peer still is', async () => {
  const { alice, bob, conversationId } = await createConversation()
  for (let times = 0; times < 30; times++) await publishTyping(alice, conversationId)
  await publishTyping(bob, conversationId)
  expect(typingReceivedBy(bob)).toHaveLength(10)
  expect(typingReceivedBy(alice)).toHaveLength(1)
})
