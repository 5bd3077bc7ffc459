import { describe, expect, it, vi } from 'vitest'
import { userChannel } from '@/lib/broker/channels'
import { type Adapter, findEndpoints, serveEndpoints, viaNext, viaNode } from '@/tests/support/adapters'
import { signedWebhook } from '@/tests/support/endpoint-cases/all'
import type { TestRequest } from '@/tests/support/endpoint-cases/endpoint-case'
import { createUsers, setUpPresence, storedOf } from '@/tests/support/presence'
import { presenceScheduler } from './service-scheduler'

const { occupied } = setUpPresence()

const endpoints = await findEndpoints()
const at = serveEndpoints(endpoints)
const endpoint = endpoints.find(({ path }) => path === '/api/realtime/webhook')
const adapters: [string, Adapter][] = [
  ['Next', viaNext],
  ['node:http', viaNode(at)],
]

describe.each(adapters)('a webhook through %s', (_, adapter) => {
  const send = async (sent: TestRequest) => {
    if (!endpoint) throw new Error('There is no such endpoint.')
    const { status } = await adapter(endpoint, sent)
    return status
  }
  const occupiedBy = ({ id }: { id: string }) => ({ name: 'channel_occupied', channel: userChannel(id) })
  const vacatedBy = ({ id }: { id: string }) => ({ name: 'channel_vacated', channel: userChannel(id) })

  it('a webhook sets users online and leaving', async () => {
    const { alice } = await createUsers('alice')
    occupied.add(alice.id)
    expect(await send(signedWebhook(occupiedBy(alice)))).toBe(204)
    expect(await storedOf(alice)).toEqual({ online: true, leaving: false })
    expect(await send(signedWebhook(vacatedBy(alice)))).toBe(204)
    expect(await storedOf(alice)).toEqual({ online: true, leaving: true })
  })

  it('a webhook is accepted only when its exact bytes are signed with the key of this app', async () => {
    const { alice } = await createUsers('alice')
    const { text, headers } = signedWebhook(occupiedBy(alice))
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

  it.each([0, -299_000, 299_000])('a webhook signed %i ms from now is applied once', async (offset) => {
    const { alice } = await createUsers('alice')
    const sent = [occupiedBy(alice), vacatedBy(alice)].map((event) =>
      signedWebhook(event, undefined, Date.now() + offset),
    )
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
  ])('a webhook signed %s is refused and changes nothing', async (_name, offset) => {
    const { alice } = await createUsers('alice')
    expect(await send(signedWebhook(occupiedBy(alice), undefined, Date.now() + offset))).toBe(403)
    expect(await storedOf(alice)).toBeUndefined()
  })

  it.each([null, '', 'now', String(Date.now())])('a webhook with %j as its time is malformed', async (sentAt) => {
    const { alice } = await createUsers('alice')
    expect(await send(signedWebhook(occupiedBy(alice), undefined, sentAt))).toBe(400)
    expect(await storedOf(alice)).toBeUndefined()
  })

  it('a webhook that could not be stored is applied when it is sent again', async () => {
    const { alice } = await createUsers('alice')
    const webhook = signedWebhook(occupiedBy(alice))
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    vi.spyOn(presenceScheduler(), 'applyChanges').mockRejectedValueOnce(new Error('no database'))
    expect(await send(webhook)).toBe(500)
    expect(await storedOf(alice)).toBeUndefined()
    expect(await send(webhook)).toBe(204)
    expect(await storedOf(alice)).toBeDefined()
    stderr.mockRestore()
  })

  it('a webhook with unknown events and channels is accepted and changes nothing', async () => {
    const { alice } = await createUsers('alice')
    const channel = userChannel(alice.id)
    const others = [
      { name: 'cache_miss', channel },
      { name: 'subscription_count', channel, subscription_count: 1 },
      { name: 'channel_occupied', channel: 'public' },
      { name: 'channel_occupied', channel: `${channel}x` },
      { name: 'channel_occupied' },
    ]
    for (const event of others) expect(await send(signedWebhook(event)), JSON.stringify(event)).toBe(204)
    expect(await storedOf(alice)).toBeUndefined()
  })

  it('a signed body that is not a webhook is malformed', async () => {
    for (const event of [{}, { name: 7 }]) expect(await send(signedWebhook(event))).toBe(400)
  })
})
