import { once } from 'node:events'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, expect, test, vi } from 'vitest'
import { createFront } from './front'
import { finishing, listen } from './listening'

type Front = ReturnType<typeof createFront>
const open: Front[] = []

afterEach(() => {
  for (const server of open.splice(0)) server.close().closeAllConnections()
})

async function serve(doors: Partial<Parameters<typeof createFront>[0]>) {
  const front = createFront({
    url: 'https://kith.example:8443',
    trustedProxies: 0,
    handlers: [],
    upgradeHandlers: [],
    ...doors,
  })
  open.push(front)
  const finish = finishing(front)
  await listen(front, { port: 0, host: '127.0.0.1' })
  const { port } = front.address() as AddressInfo // A TCP server has no other kind of address.
  return { front, port, ...finish }
}

async function raw(port: number, bytes: string) {
  const socket = connect(port, '127.0.0.1')
  socket.end(bytes)
  return (await text(socket)).split('\r\n')[0]
}

async function addressSeen(trustedProxies: number, forwarded?: string) {
  let seen: IncomingMessage['headers'] = {}
  const { port } = await serve({
    trustedProxies,
    handlers: [
      (request, response) => {
        seen = request.headers
        response.end()
        return true
      },
    ],
  })
  const headers = { 'X-Kith-Address': '6.6.6.6', ...(forwarded && { 'X-Forwarded-For': forwarded }) }
  await fetch(`http://127.0.0.1:${port}/`, { headers })
  return seen
}

test.each([
  ['what the client claims is overwritten', 0, '5.5.5.5', '127.0.0.1'],
  ['one proxy is believed about the last entry', 1, '6.6.6.6, 5.5.5.5', '5.5.5.5'],
  ['two proxies are believed about the last but one', 2, '6.6.6.6, 5.5.5.5, 10.0.0.1', '5.5.5.5'],
  ['fewer entries than proxies: the first was written by one of them', 3, '5.5.5.5', '5.5.5.5'],
  ['an entry that is no address is not believed', 1, 'localhost', '127.0.0.1'],
  ['IPv6 is an address too', 1, '2001:db8::1', '2001:db8::1'],
  ['a port is no part of an address', 1, '198.51.100.7:4711', '198.51.100.7'],
  ['another port is the same address', 1, '198.51.100.7:4712', '198.51.100.7'],
  ['a port follows the brackets of IPv6', 1, '[2001:db8::1]:443', '2001:db8::1'],
  ['what is in quotes is believed', 1, '"[2001:db8::1]:443"', '2001:db8::1'],
  ['what the proxy does not know is the proxy', 1, '5.5.5.5, unknown', '127.0.0.1'],
])('%s', async (_what, trustedProxies, forwarded, expected) => {
  expect((await addressSeen(trustedProxies, forwarded))['x-kith-address']).toBe(expected)
})

test('claims about forwarding reach nobody unless a proxy is trusted', async () => {
  expect(await addressSeen(0, '5.5.5.5')).not.toHaveProperty('x-forwarded-for')
  expect(await addressSeen(1, '5.5.5.5')).toHaveProperty('x-forwarded-for')
})

/** The headers that handlers see of a request with exactly these lines. */
async function headersSeen(trustedProxies: number, lines: string[], version = '1.1') {
  let seen: IncomingMessage['headers'] = {}
  const { port } = await serve({
    trustedProxies,
    handlers: [
      (request, response) => {
        seen = request.headers
        response.end()
        return true
      },
    ],
  })
  const status = await raw(port, [`GET / HTTP/${version}`, ...lines, 'Connection: close', '', ''].join('\r\n'))
  return { status, host: seen.host, forwarded: seen['x-forwarded-host'], scheme: seen['x-forwarded-proto'] }
}

test.each([
  ['its own name', ['Host: kith.example:8443']],
  ['a name without the port', ['Host: kith.example']],
  ['an inner name', ['Host: inner:3000']],
  ['an inner IPv6 address', ['Host: [::1]:3000']],
  ['a name that is none', ['Host: a_b!']],
  ['no name', []],
  ['another name by X-Forwarded-Host', ['Host: inner:3000', 'X-Forwarded-Host: evil.example', 'X-Forwarded-Port: 1']],
])('behind a trusted proxy that passes %s the host is the public one', async (_what, lines) => {
  const expected = { host: 'kith.example:8443', forwarded: 'kith.example:8443', scheme: 'https' }
  for (const version of ['1.0', '1.1']) expect(await headersSeen(1, lines, version)).toMatchObject(expected)
})

test.each([
  ['is the one that was asked for', ['Host: 192.0.2.1:3000'], '192.0.2.1:3000'],
  ['is the one that a page of it asked for', ['Host: pi.local', 'Origin: http://pi.local'], 'pi.local'],
  [
    'is the public one for its own page',
    ['Host: inner:3000', 'Origin: https://kith.example:8443'],
    'kith.example:8443',
  ],
  ['stays for a page of another site', ['Host: inner:3000', 'Origin: https://kith.example'], 'inner:3000'],
  ['is not what X-Forwarded-Host claims', ['Host: inner', 'X-Forwarded-Host: evil.example'], 'inner'],
])('without a trusted proxy the host %s', async (_what, lines, host) => {
  expect(await headersSeen(0, lines)).toMatchObject({ status: 'HTTP/1.1 200 OK', host })
})

test.each([
  ['two hosts', 0, ['Host: a', 'Host: b']],
  ['two hosts behind a proxy', 1, ['Host: a', 'host: a']],
  ['no host', 0, []],
  ['an empty host', 0, ['Host:']],
  ['a host that is none', 0, ['Host: a/b']],
])('%s is refused', async (_what, trustedProxies, lines) => {
  expect(await headersSeen(trustedProxies, lines)).toMatchObject({ status: 'HTTP/1.1 400 Bad Request' })
})

test.each([
  ['a broken escape', 'GET /%ff%zz HTTP/1.1\r\nHost: a\r\n\r\n', 400],
  ['a path that is none', 'GET http://a/b HTTP/1.1\r\nHost: a\r\n\r\n', 400],
  ['an asterisk', 'OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n', 400],
  ['no HTTP at all', '\x00\x01\x02\r\n\r\n', 400],
  ['endless headers', `GET / HTTP/1.1\r\nA: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
  ['a handler that throws', 'GET /throw HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 500],
  ['an upgrade nobody wants', 'GET /x HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n', 404],
])('%s is answered and harms nobody', async (_what, bytes, status) => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const { port } = await serve({
    handlers: [
      () => {
        throw new Error('a bug')
      },
    ],
  })
  expect(await raw(port, bytes)).toMatch(`HTTP/1.1 ${status} `)
  expect(await raw(port, 'GET /%ff HTTP/1.1\r\nHost: a\r\n\r\n')).toMatch('HTTP/1.1 400 ')
})

test('a request under way is answered before the server ends, and none is accepted after', async () => {
  let answer = () => {}
  const { front, port, finish } = await serve({
    handlers: [
      (_request, response) => {
        answer = () => response.end('at last')
        front.emit('arrived')
        return true
      },
    ],
  })
  const arrived = once(front, 'arrived')
  const call = fetch(`http://127.0.0.1:${port}/`)
  await arrived
  const finished = finish()
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow('fetch failed')
  answer()
  expect(await (await call).text()).toBe('at last')
  await finished
})

test('a kept connection is closed with the answer it waits for', async () => {
  let answer = () => {}
  const { front, port, finish } = await serve({
    handlers: [
      (_request, response) => {
        answer = () => response.end()
        front.emit('arrived')
        return true
      },
    ],
  })
  const arrived = once(front, 'arrived')
  const request = httpRequest({ port, host: '127.0.0.1', headers: { Connection: 'keep-alive' } }).end()
  const responded = once(request, 'response')
  await arrived
  const finished = finish()
  answer()
  const [response] = await responded
  expect(response.headers.connection).toBe('close')
  await finished
})

test('a taken port is one sentence', async () => {
  const { port } = await serve({})
  const second = createFront({ url: 'https://kith.example:8443', trustedProxies: 0, handlers: [], upgradeHandlers: [] })
  await expect(listen(second, { port, host: '127.0.0.1' })).rejects.toThrow(
    `Port ${port} is taken by another program: stop that one, or set PORT to a free port.`,
  )
})
