import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { setEnvDefaults } from '@/lib/env'
import { isOwnOrigin } from '@/lib/http/same-origin'
import { serverForTest, TEST_APP } from './testing/server'
import { socketPath } from './testing/socket'

setEnvDefaults({ KITH_URL: 'https://kith.example:8443' })

const isOriginAllowed = ({ headers: { origin, host } }: IncomingMessage) =>
  origin === undefined || isOwnOrigin(origin, host)

/** Returns 101 for a socket that was opened, or the status of the refusal. */
async function statusFor(
  origins: readonly string[],
  options: { isOriginAllowed?: typeof isOriginAllowed } = { isOriginAllowed },
) {
  const { port, realtime } = await serverForTest(options)
  const headers = origins.length > 0 ? { origin: [...origins] } : {}
  const socket = new WebSocket(`ws://127.0.0.1:${port}${socketPath(TEST_APP.key)}`, {
    headers: { ...headers, host: 'pi.local:3000' },
  } as object) // The types of ws do not allow a header that is sent twice.
  const opened = once(socket, 'open').then(() => 101)
  const refused = once(socket, 'unexpected-response').then(([, response]) => Number(response.statusCode))
  const status = await Promise.race([opened, refused])
  for (const pending of [opened, refused]) pending.catch(() => {})
  if (status !== 101) expect(realtime.connectionCount()).toBe(0)
  socket.on('error', () => {}).terminate()
  return status
}

describe('isOriginAllowed', () => {
  test.each([
    ['a socket of a program without an origin', []],
    ['a socket of a page from the public address', ['https://kith.example:8443']],
    ['a socket of a page from the same host', ['http://pi.local:3000']],
  ])('%s is accepted by isOriginAllowed', async (_case, origins) => {
    expect(await statusFor(origins)).toBe(101)
  })

  test.each([
    ['another site', ['https://evil.example']],
    ['another port', ['https://kith.example']],
    ['the public host by another scheme', ['http://kith.example:8443']],
    ['a name that begins like the public one', ['https://kith.example:8443.evil.example']],
    ['a name that ends like the public one', ['https://evil-kith.example:8443']],
    ['a page without an origin', ['null']],
    ['a file', ['file://']],
    ['a malformed origin', ['x']],
    ['two origins', ['https://kith.example:8443', 'https://evil.example']],
  ])('a socket of a page from %s is refused with 403 before it is opened', async (_case, origins) => {
    expect(await statusFor(origins)).toBe(403)
  })

  test('without isOriginAllowed a socket of any page is opened', async () => {
    expect(await statusFor(['https://evil.example'], {})).toBe(101)
  })
})
