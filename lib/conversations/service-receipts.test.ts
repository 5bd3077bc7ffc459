import { expect, it } from 'vitest'
import { unfriend } from '@/lib/friends/service'
import { codeOf, createConversation } from '@/tests/support/conversations'
import { createUser, setUpKith } from '@/tests/support/environment'
import { typingInput } from './schema'
import { publishTyping } from './service-receipts'

const { published } = setUpKith()

const heardBy = ({ id }: { id: string }) => published.filter(({ userId, type }) => userId === id && type === 'typing')

it('the other person alone is told that somebody writes, and that they have stopped', async () => {
  const { alice, bob, conversationId } = await createConversation()
  await publishTyping(alice, conversationId)
  await publishTyping(alice, conversationId, true)
  const typing = { conversationId, userId: alice.id }
  await expect.poll(() => heardBy(bob).map(({ data }) => data)).toEqual([typing, { ...typing, stopped: true }])
  expect(heardBy(alice)).toEqual([])
})

it('nobody is told once the two are no friends, and a stranger may not ask', async () => {
  const { alice, bob, conversationId } = await createConversation()
  await unfriend(bob, alice.id)
  await publishTyping(alice, conversationId)
  expect(heardBy(bob)).toEqual([])
  expect(await codeOf(publishTyping(await createUser(), conversationId))).toBe('not_found')
})

it('who says nothing about having stopped still writes', () => {
  const conversationId = '00000000-0000-7000-8000-000000000000'
  expect(typingInput.parse({ conversationId })).toEqual({ conversationId, stopped: false })
})

it('who says over and over that they write is heard ten times in ten seconds, and the other one still', async () => {
  const { alice, bob, conversationId } = await createConversation()
  for (let times = 0; times < 30; times++) await publishTyping(alice, conversationId)
  await publishTyping(bob, conversationId)
  expect(heardBy(bob)).toHaveLength(10)
  expect(heardBy(alice)).toHaveLength(1)
})
