import { describe, expect, it } from 'vitest'
import { openConversation } from '@/lib/conversations/service'
import { newId } from '@/lib/ids'
import { frequentLimits } from '@/lib/rate-limits/frequent-limits'
import type { Viewer } from '@/lib/session/viewer'
import {
  befriend,
  closeConversation,
  codeOf,
  createConversation,
  refusalOf,
  sendText,
} from '@/tests/support/conversations'
import { createUser, setUpKith } from '@/tests/support/environment'
import { historyOf } from './service-history'
import { sendMessage } from './service-send'

setUpKith({ limits: { sendPer10Seconds: 3, sendPerMinute: 5 } })

const createConversationOf = async (alice: Viewer) => {
  const friend = await createUser('friend')
  await befriend(friend, alice)
  return (await openConversation(alice, friend.id)).conversation.id
}
const sendTimes = async (times: number, viewer: Viewer, conversationId: string) => {
  for (let i = 0; i < times; i++) await sendText(viewer, conversationId, `Number ${i}`)
}
const endWindows = (viewer: Viewer, conversationId: string) => {
  for (const key of [`send:${viewer.id}`, `send:${viewer.id}:${conversationId}`]) frequentLimits().reset(key)
}

describe('rate limits of sendMessage', () => {
  it('the fourth message in 10 s to one conversation is refused with Retry-After; others are not', async () => {
    const { alice, bob, conversationId } = await createConversation()
    await sendTimes(3, alice, conversationId)
    const fourth = { conversationId, clientId: newId(), body: 'Fourth' }
    const refusal = await refusalOf(sendMessage(alice, fourth))
    expect(refusal).toMatchObject({ status: 429, code: 'rate_limited' })
    expect(refusal.retryAfterSeconds).toBeGreaterThanOrEqual(1)
    expect(refusal.retryAfterSeconds).toBeLessThanOrEqual(10)
    expect((await sendText(bob, conversationId, 'I may')).seq).toBe(4)
    expect((await sendText(alice, await createConversationOf(alice), 'Here I may')).seq).toBe(1)
    endWindows(alice, conversationId)
    expect(await sendMessage(alice, fourth)).toMatchObject({ isNew: true, message: { seq: 5 } })
  })

  it('the sixth message of a user in a minute is refused in any conversation', async () => {
    const { alice, conversationId } = await createConversation()
    await sendTimes(3, alice, conversationId)
    await sendTimes(2, alice, await createConversationOf(alice))
    const send = sendMessage(alice, {
      conversationId: await createConversationOf(alice),
      clientId: newId(),
      body: 'Sixth',
    })
    const refusal = await refusalOf(send)
    expect(refusal).toMatchObject({ status: 429, code: 'rate_limited' })
    expect(refusal.retryAfterSeconds).toBeGreaterThan(10)
    expect(refusal.retryAfterSeconds).toBeLessThanOrEqual(60)
  })

  it('thirty concurrent messages do not exceed the limit', async () => {
    const { alice, conversationId } = await createConversation()
    const send = () => codeOf(sendMessage(alice, { conversationId, clientId: newId(), body: 'Flood' }))
    const codes = await Promise.all(Array.from({ length: 30 }, send))
    expect(codes.filter((code) => code === 'done')).toHaveLength(3)
    expect(codes.filter((code) => code === 'rate_limited')).toHaveLength(27)
    const { items } = await historyOf(alice, { conversationId, before: undefined, after: undefined, limit: 50 })
    expect(items.map(({ seq }) => seq)).toEqual([1, 2, 3])
  })

  it('a known clientId returns its message when the limit is reached or the friendship ended', async () => {
    const { alice, conversationId } = await createConversation()
    const first = { conversationId, clientId: newId(), body: 'First' }
    const { message } = await sendMessage(alice, first)
    await sendTimes(2, alice, conversationId)
    expect(await codeOf(sendMessage(alice, { ...first, clientId: newId() }))).toBe('rate_limited')
    expect(await sendMessage(alice, first)).toEqual({ message, isNew: false })
    await closeConversation(conversationId)
    expect(await sendMessage(alice, first)).toEqual({ message, isNew: false })
  })

  it('a non-member always gets not_found, never rate_limited', async () => {
    const { conversationId } = await createConversation()
    const carol = await createUser('carol')
    const send = () => codeOf(sendMessage(carol, { conversationId, clientId: newId(), body: 'Psst' }))
    for (let i = 0; i < 8; i++) expect(await send()).toBe('not_found')
  })

  it('a repeated send does not count against the limit', async () => {
    const { alice, conversationId } = await createConversation()
    const first = { conversationId, clientId: newId(), body: 'First' }
    for (let i = 0; i < 12; i++) expect(await sendMessage(alice, first)).toMatchObject({ isNew: i === 0 })
    await sendTimes(2, alice, conversationId)
    expect(await codeOf(sendText(alice, conversationId, 'Fourth'))).toBe('rate_limited')
  })

  it('sends to conversations that do not exist create few windows', async () => {
    const alice = await createUser('alice')
    const before = frequentLimits().size
    for (let i = 0; i < 20; i++) expect(await codeOf(sendText(alice, newId(), 'Hello'))).toBe('not_found')
    expect(frequentLimits().size - before).toBeLessThanOrEqual(6)
  })
})
