import { describe, expect, it } from 'vitest'
import { userChannel } from '@/lib/realtime/channels'
import { type Adapter, findDoors, serveDoors, throughNext, throughNode } from '@/lib/testing/adapters'
import { type Sent, webhookOf } from '@/lib/testing/doors'
import { newPeople, preparePresence, storedOf } from '@/lib/testing/presence'

const { occupied } = preparePresence()

const doors = await findDoors()
const at = serveDoors(doors)
const door = doors.find(({ path }) => path === '/api/realtime/webhook')
const adapters: [string, Adapter][] = [
  ['Next', throughNext],
  ['node:http', throughNode(at)],
]

describe.each(adapters)('a webhook through %s', (_, adapter) => {
  const send = async (sent: Sent) => {
    if (!door) throw new Error('There is no such door.')
    const { status } = await adapter(door, sent)
    return status
  }
  const cameTo = ({ id }: { id: string }) => ({ name: 'channel_occupied', channel: userChannel(id) })
  const leftBy = ({ id }: { id: string }) => ({ name: 'channel_vacated', channel: userChannel(id) })

  it('says who came and who left', async () => {
    const { alice } = await newPeople('alice')
    occupied.add(alice.id)
    expect(await send(webhookOf(cameTo(alice)))).toBe(204)
    expect(await storedOf(alice)).toEqual({ online: true, leaving: false })
    expect(await send(webhookOf(leftBy(alice)))).toBe(204)
    expect(await storedOf(alice)).toEqual({ online: true, leaving: true })
  })

  it('is believed only with the signature of its very bytes by the key of this app', async () => {
    const { alice } = await newPeople('alice')
    const { text, headers } = webhookOf(cameTo(alice))
    const { 'x-pusher-signature': signature, ...unsigned } = headers
    const forged = [
      { text },
      { text, headers: unsigned },
      { text, headers: { ...headers, 'x-pusher-signature': '' } },
      {
        text,
        headers: { ...headers, 'x-pusher-signature': signature.replace(/./, (first) => (first === '0' ? '1' : '0')) },
      },
      { text, headers: { ...headers, 'x-pusher-key': 'another' } },
      { text: `${text} `, headers },
      { text: '', headers },
    ]
    for (const sent of forged) expect(await send(sent), JSON.stringify(sent)).toBe(403)
    expect(await storedOf(alice)).toBeUndefined()
    expect(await send({ text, headers })).toBe(204)
    expect(await storedOf(alice)).toBeDefined()
  })

  it('may tell of kinds and channels that are not for Kith', async () => {
    const { alice } = await newPeople('alice')
    const channel = userChannel(alice.id)
    const others = [
      { name: 'cache_miss', channel },
      { name: 'subscription_count', channel, subscription_count: 1 },
      { name: 'channel_occupied', channel: 'public' },
      { name: 'channel_occupied', channel: `${channel}x` },
      { name: 'channel_occupied' },
    ]
    for (const event of others) expect(await send(webhookOf(event)), JSON.stringify(event)).toBe(204)
    expect(await storedOf(alice)).toBeUndefined()
  })

  it('that is no webhook is malformed, though it is signed', async () => {
    for (const event of [{}, { name: 7 }]) expect(await send(webhookOf(event))).toBe(400)
  })
})
