import { once } from 'node:events'
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, expect, test, vi } from 'vitest'
import { createHttpServer } from './http-server'
import { closeGracefully, listen } from './listen'

type Front = ReturnType<typeof createHttpServer>
const open: Front[] = []

afterEach(() => {
  for (const server of open.splice(0)) server.close().closeAllConnections()
})

async function serve(doors: Partial<Parameters<typeof createHttpServer>[0]>) {
  const front = createHttpServer({
    url: 'https://kith.example:8443',
    trustedProxies: 0,
    handlers: [],
    upgradeHandlers: [],
    ...doors,
  })
  open.push(front)
  const finish = closeGracefully(front)
  await listen(front, { port: 0, host: '127.0.0.1' })
  const { port } = front.address() as AddressInfo // A TCP server has no other kind of address.
  return { front, port, ...finish }
}

async function raw(port: number, bytes: string) {
  const socket = connect(port, '127.0.0.1')
  socket.end(bytes)
  return (await text(socket)).split('\r\n')[0]
}

/** The answer to these bytes, or to the first of them that are wrong. */
async function answerTo(bytes: string) {
  const { port } = await serve({ handlers: [(_request, response) => Boolean(response.end())] })
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {}) // The rest of what was sent is not wanted.
  socket.end(bytes)
  const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n')
  return { status: Number(head.split(' ')[1]), head: head.toLowerCase(), body }
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

test.each([
  ['nobody forwarded it', 0, {}, '1'],
  ['it claims so itself', 0, { 'x-kith-local': 'yes' }, '1'],
  ['somebody forwarded it', 0, { 'x-forwarded-for': '5.5.5.5', 'x-kith-local': '1' }, undefined],
  ['a trusted proxy forwarded it', 1, { 'x-forwarded-for': '127.0.0.1', 'x-kith-local': '1' }, undefined],
  ['it came some way', 0, { via: '1.1 x', 'x-kith-local': '1' }, undefined],
  ['it was forwarded by the standard', 0, { forwarded: 'for=_x', 'x-kith-local': '1' }, undefined],
])('a request from this machine is local unless it was forwarded: %s', async (_what, trustedProxies, sent, local) => {
  let seen: IncomingMessage['headers'] = {}
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    seen = request.headers
    return Boolean(response.end())
  }
  const { port } = await serve({ trustedProxies, handlers: [answer] })
  await fetch(`http://127.0.0.1:${port}/`, { headers: { ...sent } })
  expect(seen['x-kith-local']).toBe(local)
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
  ['a path with a NUL', 'GET /a%00b HTTP/1.1\r\nHost: a\r\n\r\n', 400],
  ['a path in Latin-1', 'GET /u/%E0%A4%A HTTP/1.1\r\nHost: a\r\n\r\n', 400],
  ['an address without end', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`, 414],
  ['an address that is too long', `GET /${'a'.repeat(9000)} HTTP/1.1\r\nHost: a\r\n\r\n`, 414],
  ['more headers than anybody has', `GET / HTTP/1.1\r\nHost: a\r\n${'a:b\r\n'.repeat(3000)}\r\n`, 431],
  ['a method of other servers', 'PROPFIND / HTTP/1.1\r\nHost: a\r\n\r\n', 501],
  ['TRACE', 'TRACE / HTTP/1.1\r\nHost: a\r\n\r\n', 501],
  ['an expectation', 'GET / HTTP/1.1\r\nHost: a\r\nExpect: more\r\n\r\n', 417],
  ['two lengths', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab', 400],
  [
    'a length and chunks',
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    400,
  ],
  ['a place in the pages that is none', 'GET / HTTP/1.1\r\nHost: a\r\nNext-Router-State-Tree: x\r\n\r\n', 400],
  [
    'two places in the pages',
    'GET / HTTP/1.1\r\nHost: a\r\nNext-Router-State-Tree: %5B%22%22,%7B%7D%5D\r\nNext-Router-State-Tree: %5B%22%22,%7B%7D%5D\r\n\r\n',
    400,
  ],
  [
    'an upgrade with two hosts',
    'GET /x HTTP/1.1\r\nHost: a\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    400,
  ],
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

test.each([
  ['too many cookies', `GET / HTTP/1.1\r\nHost: a\r\nCookie: ${'a'.repeat(17_000)}\r\n\r\n`, 431, 'Delete the cookies'],
  [
    'too many cookies of few bytes',
    `GET / HTTP/1.1\r\nHost: a\r\n${'Cookie: a\r\n'.repeat(200)}\r\n`,
    431,
    'Delete the',
  ],
  ['a broken address', 'GET /u/%E0%A4%A HTTP/1.1\r\nHost: a\r\n\r\n', 400, 'Check the address'],
  ['what is no HTTP', 'hello\r\n\r\n', 400, 'go back and try again'],
])('a person with %s reads what to do', async (_what, bytes, status, remedy) => {
  const answer = await answerTo(bytes)
  expect(answer).toMatchObject({ status, body: expect.stringContaining(remedy) })
  expect(answer.head).toContain('content-type: text/html; charset=utf-8')
  expect(answer.head).toContain("content-security-policy: default-src 'none'")
  expect(answer.body).toMatch(/^<!doctype html>\n<html lang="en">/)
})

test('a program gets a problem document below /api', async () => {
  const answer = await answerTo('GET /api/%E4 HTTP/1.1\r\nHost: a\r\n\r\n')
  expect(answer.head).toContain('content-type: application/problem+json')
  expect(JSON.parse(answer.body)).toMatchObject({ type: 'about:blank', status: 400, code: 'malformed' })
})

test("headers by which Next's parts know each other are dropped, and those of browsers are not", async () => {
  let seen: IncomingMessage['headers'] = {}
  const { port } = await serve({
    handlers: [
      (request, response) => {
        seen = request.headers
        return Boolean(response.end())
      },
    ],
  })
  const inner = [
    'x-middleware-subrequest',
    'x-nextjs-data',
    'x-invoke-path',
    'x-matched-path',
    'x-prerender-revalidate',
  ]
  const kept = ['next-url', 'rsc', 'next-action', 'x-requested-with', 'x-nexto']
  await fetch(`http://127.0.0.1:${port}/`, {
    headers: Object.fromEntries([...inner, ...kept].map((name) => [name, '1'])),
  })
  for (const name of inner) expect(seen).not.toHaveProperty(name)
  for (const name of kept) expect(seen).toHaveProperty(name)
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
  const second = createHttpServer({
    url: 'https://kith.example:8443',
    trustedProxies: 0,
    handlers: [],
    upgradeHandlers: [],
  })
  await expect(listen(second, { port, host: '127.0.0.1' })).rejects.toThrow(
    `Port ${port} is taken by another program: stop that one, or set PORT to a free port.`,
  )
})
