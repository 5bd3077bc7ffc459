import { createServer, type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { prepareDatabase } from '@/db/test-database'
import { nodeHandler } from './node-adapter'
import { defineRoute } from './route'

prepareDatabase()

const MOST = 100

const endpoint = defineRoute({
  method: 'POST',
  path: '/api/test',
  access: 'public',
  format: 'bytes',
  maxBytes: MOST,
  input: z.object({ bytes: z.instanceof(Buffer) }),
  async run(_, { bytes }) {
    if (bytes.includes('fail')) throw new RangeError('broken')
    return { status: 200, body: { length: bytes.length } }
  },
})
const serve = nodeHandler([endpoint])
const server = createServer((incoming, response) => {
  serve(incoming, response)
})

beforeAll(() => new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening)))
afterAll(() => new Promise((closed) => server.close(closed)))
afterEach(() => void vi.useRealTimers())

/** Begins an upload of so many bytes and sends some of them; `received` is when the server begins to read. */
function begin(length: number, sent: string) {
  const { port } = server.address() as AddressInfo // A TCP server has no other kind of address.
  const headers = { 'content-length': length, connection: 'close' }
  const call = request({ port, method: 'POST', path: '/api/test', headers })
  const received = new Promise<void>((resolve) =>
    server.once('request', (incoming: IncomingMessage) => incoming.once('resume', resolve)),
  )
  const answer = new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
    call.on('error', reject)
    call.on('response', async (response) => resolve({ status: response.statusCode, body: await text(response) }))
  })
  answer.catch(() => {})
  call.write(sent)
  return { call, received, answer }
}
const uploaded = async (body: string) => {
  const { call, answer } = begin(body.length, body)
  call.end()
  return (await answer).status
}

// All are of one address here, so that each waits for the one before.
describe('an upload', () => {
  it('an upload that is aborted half-way releases its slot', async () => {
    const { call, received } = begin(20, 'half')
    await received
    call.destroy()
    expect(await uploaded('whole')).toBe(200)
  })

  it('an upload that is aborted while it waits releases its slot', async () => {
    const first = begin(20, 'half')
    await first.received
    const second = begin(20, 'half')
    second.call.destroy()
    first.call.end('x'.repeat(16))
    expect((await first.answer).status).toBe(200)
    await expect.poll(() => uploaded('whole')).toBe(200)
  })

  it('an upload that fails releases its slot', async () => {
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    expect(await uploaded('fail')).toBe(500)
    stderr.mockRestore()
    expect(await uploaded('whole')).toBe(200)
  })

  it('an upload with a Content-Length above the limit is refused before its body is read', async () => {
    const { call, answer } = begin(MOST + 1, 'x')
    expect((await answer).status).toBe(413)
    call.destroy()
    expect(await uploaded('x'.repeat(MOST))).toBe(200)
  })

  it('an upload whose client stops sending is refused with 408 after the timeout', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { call, received, answer } = begin(20, 'half')
    await received
    vi.advanceTimersByTime(10_000)
    const { status, body } = await answer
    expect({ status, body: JSON.parse(body) }).toMatchObject({ status: 408, body: { code: 'timed_out' } })
    call.destroy()
    vi.useRealTimers()
    expect(await uploaded('whole')).toBe(200)
  })
})
