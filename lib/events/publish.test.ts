import { describe, expect, it } from 'vitest'
import { createConversation, eventsOf, sendText } from '@/tests/support/conversations'
import { setUpKith } from '@/tests/support/environment'
import { parseEnvelope } from './parse-event'
import { toDelivery } from './publish'

const { published } = setUpKith()

describe('an event as it travels', () => {
  const frame = (text: string) => JSON.parse(toDelivery('someone', 7, 'new_message', { text }).data)
  const around = Buffer.byteLength(toDelivery('someone', 7, 'new_message', { text: '' }).data)

  it('an event of up to 10 KB, counted in bytes, is published whole', () => {
    const fits = 'a'.repeat(10_240 - around)
    expect(frame(fits)).toEqual({ seq: 7, type: 'new_message', data: { text: fits } })
    const wide = 'é'.repeat(Math.floor((10_240 - around) / 2))
    expect(frame(wide)).toEqual({ seq: 7, type: 'new_message', data: { text: wide } })
  })

  it('an event of more than 10 KB is published with seq and type only', () => {
    expect(frame('a'.repeat(10_241 - around))).toEqual({ seq: 7, type: 'new_message' })
    expect(frame('é'.repeat(5120))).toEqual({ seq: 7, type: 'new_message' })
  })
})

it('a message too large for a frame is announced by its number and fetched by sync', async () => {
  const { alice, bob, conversationId } = await createConversation()
  const message = await sendText(alice, conversationId, `x${'\u0001'.repeat(1999)}`) // Six bytes of JSON each.
  const frame = published.find(({ userId, type }) => userId === bob.id && type === 'new_message')
  expect(frame).toEqual({ userId: bob.id, seq: 4, type: 'new_message' })
  expect(parseEnvelope(frame)).toMatchObject({ seq: 4, truncated: true })
  expect((await eventsOf(bob)).at(-1)).toMatchObject({ seq: 4, data: { message } })
})
