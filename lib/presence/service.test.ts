import { describe, expect, it, vi } from 'vitest'
import { userChannel } from '@/lib/realtime/channels'
import { type Adapter, findDoors, serveDoors, throughNext, throughNode } from '@/lib/testing/adapters'
import { type Sent, webhookOf } from '@/lib/testing/doors'
import { newPeople, preparePresence, storedOf } from '@/lib/testing/presence'
import { presenceWatch } from './service-watch'

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

  it.each([0, -299_000, 299_000])('counts once when it was signed %i ms from now', async (offset) => {
    const { alice } = await newPeople('alice')
    const sent = [cameTo(alice), leftBy(alice)].map((event) => webhookOf(event, undefined, Date.now() + offset))
    for (const webhook of sent) expect(await send(webhook)).toBe(204)
    const stored = await storedOf(alice)
    expect(stored).toEqual({ online: true, leaving: true })
    for (const webhook of sent) expect(await send(webhook)).toBe(204)
    expect(await storedOf(alice)).toEqual(stored)
  })

  it.each([
    ['an hour ago', -3_600_000],
    ['six minutes ago', -360_000],
    ['six minutes ahead', 360_000],
    ['in another century', 1e14],
  ])('signed %s changes nothing', async (_what, offset) => {
    const { alice } = await newPeople('alice')
    expect(await send(webhookOf(cameTo(alice), undefined, Date.now() + offset))).toBe(403)
    expect(await storedOf(alice)).toBeUndefined()
  })

  it.each([null, '', 'now', String(Date.now())])('that says %j for its time is malformed', async (sentAt) => {
    const { alice } = await newPeople('alice')
    expect(await send(webhookOf(cameTo(alice), undefined, sentAt))).toBe(400)
    expect(await storedOf(alice)).toBeUndefined()
  })

  it('that could not be stored counts when it is sent again', async () => {
    const { alice } = await newPeople('alice')
    const webhook = webhookOf(cameTo(alice))
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    vi.spyOn(presenceWatch(), 'heard').mockRejectedValueOnce(new Error('no database'))
    expect(await send(webhook)).toBe(500)
    expect(await storedOf(alice)).toBeUndefined()
    expect(await send(webhook)).toBe(204)
    expect(await storedOf(alice)).toBeDefined()
    stderr.mockRestore()
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
