import { expect, it } from 'vitest'
import { prepareKith } from '@/lib/testing/kith'
import { newTalk } from '@/lib/testing/talk'
import { sayTyping } from './service-receipts'

const { heard } = prepareKith()

it('a friend who says over and over that they write is heard ten times in ten seconds, and the other one still', async () => {
  const { alice, bob, conversationId } = await newTalk()
  for (let times = 0; times < 30; times++) await sayTyping(alice, conversationId)
  await sayTyping(bob, conversationId)
  const typing = heard.filter(({ type }) => type === 'typing')
  expect(typing.filter(({ userId }) => userId === bob.id)).toHaveLength(10)
  expect(typing.filter(({ userId }) => userId === alice.id)).toHaveLength(1)
})
