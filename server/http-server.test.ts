import { once } from 'node:events'
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, expect, test, vi } from 'vitest'
import { createHttpServer } from './http-server'
import { closeGracefully, listen } from './listen'

const openServers: ReturnType<typeof createHttpServer>[] = []

afterEach(() => {
  for (const server of openServers.splice(0)) server.close().closeAllConnections()
})

async function serve(options: Partial<Parameters<typeof createHttpServer>[0]>) {
  const server = createHttpServer({
    url: 'https://kith.example:8443',
    trustedProxies: 0,
    handlers: [],
    upgradeHandlers: [],
    ...options,
  })
  openServers.push(server)
  const finish = closeGracefully(server)
  await listen(server, { port: 0, host: '127.0.0.1' })
  const { port } = server.address() as AddressInfo // The server listens on TCP, so its address is an AddressInfo.
  return { server, port, ...finish }
}

/** Sends these bytes and returns the status line of the response. */
async function statusLineOf(port: number, bytes: string) {
  const socket = connect(port, '127.0.0.1')
  socket.end(bytes)
  return (await text(socket)).split('\r\n')[0]
}

/** Sends these bytes to a new server and returns its response, which may come before all bytes are read. */
async function responseTo(bytes: string) {
  const { port } = await serve({ handlers: [(_request, response) => Boolean(response.end())] })
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {}) // The server may close before it has read all bytes.
  socket.end(bytes)
  const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n')
  return { status: Number(head.split(' ')[1]), head: head.toLowerCase(), body }
}

/** Returns the headers that a handler receives of a request with a forged address and this X-Forwarded-For. */
async function receivedHeaders(trustedProxies: number, forwarded?: string) {
  let received: IncomingMessage['headers'] = {}
  const { port } = await serve({
    trustedProxies,
    handlers: [
      (request, response) => {
        received = request.headers
        response.end()
        return true
      },
    ],
  })
  const headers = { 'X-Kith-Address': '6.6.6.6', ...(forwarded && { 'X-Forwarded-For': forwarded }) }
  await fetch(`http://127.0.0.1:${port}/`, { headers })
  return received
}

test.each([
  ['without a trusted proxy the forged address is overwritten by the socket address', 0, '5.5.5.5', '127.0.0.1'],
  ['with one trusted proxy the last entry of X-Forwarded-For is the address', 1, '6.6.6.6, 5.5.5.5', '5.5.5.5'],
  ['with two trusted proxies the last entry but one is the address', 2, '6.6.6.6, 5.5.5.5, 10.0.0.1', '5.5.5.5'],
  ['with fewer entries than trusted proxies the first entry is the address', 3, '5.5.5.5', '5.5.5.5'],
  ['an entry that is no IP address is ignored', 1, 'localhost', '127.0.0.1'],
  ['an IPv6 entry is accepted as the address', 1, '2001:db8::1', '2001:db8::1'],
  ['the port of an entry is removed from the address', 1, '198.51.100.7:4711', '198.51.100.7'],
  ['an entry with another port gives the same address', 1, '198.51.100.7:4712', '198.51.100.7'],
  ['brackets and port of an IPv6 entry are removed from the address', 1, '[2001:db8::1]:443', '2001:db8::1'],
  ['quotes around an entry are removed from the address', 1, '"[2001:db8::1]:443"', '2001:db8::1'],
  ['for the entry "unknown" the address is that of the proxy', 1, '5.5.5.5, unknown', '127.0.0.1'],
])('%s', async (_case, trustedProxies, forwarded, expected) => {
  expect((await receivedHeaders(trustedProxies, forwarded))['x-kith-address']).toBe(expected)
})

test.each([
  ['local without forwarding headers', 0, {}, '1'],
  ['local when only the client set x-kith-local', 0, { 'x-kith-local': 'yes' }, '1'],
  ['not local with X-Forwarded-For', 0, { 'x-forwarded-for': '5.5.5.5', 'x-kith-local': '1' }, undefined],
  [
    'not local with X-Forwarded-For of a trusted proxy',
    1,
    { 'x-forwarded-for': '127.0.0.1', 'x-kith-local': '1' },
    undefined,
  ],
  ['not local with Via', 0, { via: '1.1 x', 'x-kith-local': '1' }, undefined],
  ['not local with Forwarded', 0, { forwarded: 'for=_x', 'x-kith-local': '1' }, undefined],
])('a request from the loopback address is %s', async (_case, trustedProxies, sent, local) => {
  let received: IncomingMessage['headers'] = {}
  const respond = (request: IncomingMessage, response: ServerResponse) => {
    received = request.headers
    return Boolean(response.end())
  }
  const { port } = await serve({ trustedProxies, handlers: [respond] })
  await fetch(`http://127.0.0.1:${port}/`, { headers: { ...sent } })
  expect(received['x-kith-local']).toBe(local)
})

test('X-Forwarded-For is passed to handlers only when a proxy is trusted', async () => {
  expect(await receivedHeaders(0, '5.5.5.5')).not.toHaveProperty('x-forwarded-for')
  expect(await receivedHeaders(1, '5.5.5.5')).toHaveProperty('x-forwarded-for')
})

/** Sends a request with exactly these header lines and returns the status and the host headers a handler receives. */
async function hostHeaders(trustedProxies: number, lines: string[], version = '1.1') {
  let received: IncomingMessage['headers'] = {}
  const { port } = await serve({
    trustedProxies,
    handlers: [
      (request, response) => {
        received = request.headers
        response.end()
        return true
      },
    ],
  })
  const status = await statusLineOf(port, [`GET / HTTP/${version}`, ...lines, 'Connection: close', '', ''].join('\r\n'))
  return { status, host: received.host, forwarded: received['x-forwarded-host'], scheme: received['x-forwarded-proto'] }
}

test.each([
  ['the public name', ['Host: kith.example:8443']],
  ['the public name without the port', ['Host: kith.example']],
  ['an internal name', ['Host: internal:3000']],
  ['an internal IPv6 address', ['Host: [::1]:3000']],
  ['a malformed name', ['Host: a_b!']],
  ['no Host header', []],
  [
    'another name by X-Forwarded-Host',
    ['Host: internal:3000', 'X-Forwarded-Host: evil.example', 'X-Forwarded-Port: 1'],
  ],
])('behind a trusted proxy that sends %s handlers receive the public host', async (_case, lines) => {
  const expected = { host: 'kith.example:8443', forwarded: 'kith.example:8443', scheme: 'https' }
  for (const version of ['1.0', '1.1']) expect(await hostHeaders(1, lines, version)).toMatchObject(expected)
})

test.each([
  ['stays as requested', ['Host: 192.0.2.1:3000'], '192.0.2.1:3000'],
  ['stays as requested by a page of the same host', ['Host: pi.local', 'Origin: http://pi.local'], 'pi.local'],
  [
    'becomes the public one when the Origin is the public one',
    ['Host: internal:3000', 'Origin: https://kith.example:8443'],
    'kith.example:8443',
  ],
  [
    'stays as requested when the Origin is another site',
    ['Host: internal:3000', 'Origin: https://kith.example'],
    'internal:3000',
  ],
  ['is not taken from X-Forwarded-Host', ['Host: internal', 'X-Forwarded-Host: evil.example'], 'internal'],
])('without a trusted proxy the host %s', async (_case, lines, host) => {
  expect(await hostHeaders(0, lines)).toMatchObject({ status: 'HTTP/1.1 200 OK', host })
})

test.each([
  ['two hosts', 0, ['Host: a', 'Host: b']],
  ['two hosts behind a proxy', 1, ['Host: a', 'host: a']],
  ['no host', 0, []],
  ['an empty host', 0, ['Host:']],
  ['a malformed host', 0, ['Host: a/b']],
])('a request with %s is refused with 400', async (_case, trustedProxies, lines) => {
  expect(await hostHeaders(trustedProxies, lines)).toMatchObject({ status: 'HTTP/1.1 400 Bad Request' })
})

test.each([
  ['a broken escape', 'GET /%ff%zz HTTP/1.1\r\nHost: a\r\n\r\n', 400],
  ['an absolute URL instead of a path', 'GET http://a/b HTTP/1.1\r\nHost: a\r\n\r\n', 400],
  ['an asterisk instead of a path', 'OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n', 400],
  ['bytes that are not HTTP', '\x00\x01\x02\r\n\r\n', 400],
  ['endless headers', `GET / HTTP/1.1\r\nA: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
  ['a handler that throws', 'GET /throw HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 500],
  ['a path with a NUL', 'GET /a%00b HTTP/1.1\r\nHost: a\r\n\r\n', 400],
  ['an incomplete UTF-8 escape', 'GET /u/%E0%A4%A HTTP/1.1\r\nHost: a\r\n\r\n', 400],
  ['a URL longer than the parser accepts', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`, 414],
  ['a URL longer than the server accepts', `GET /${'a'.repeat(9000)} HTTP/1.1\r\nHost: a\r\n\r\n`, 414],
  ['too many headers', `GET / HTTP/1.1\r\nHost: a\r\n${'a:b\r\n'.repeat(3000)}\r\n`, 431],
  ['an unsupported method', 'PROPFIND / HTTP/1.1\r\nHost: a\r\n\r\n', 501],
  ['TRACE', 'TRACE / HTTP/1.1\r\nHost: a\r\n\r\n', 501],
  ['an unknown expectation', 'GET / HTTP/1.1\r\nHost: a\r\nExpect: more\r\n\r\n', 417],
  ['two Content-Length headers', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab', 400],
  [
    'both a length and chunks',
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    400,
  ],
  ['a malformed router state', 'GET / HTTP/1.1\r\nHost: a\r\nNext-Router-State-Tree: x\r\n\r\n', 400],
  [
    'two router states',
    'GET / HTTP/1.1\r\nHost: a\r\nNext-Router-State-Tree: %5B%22%22,%7B%7D%5D\r\nNext-Router-State-Tree: %5B%22%22,%7B%7D%5D\r\n\r\n',
    400,
  ],
  [
    'an upgrade with two hosts',
    'GET /x HTTP/1.1\r\nHost: a\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    400,
  ],
  [
    'an upgrade that no handler accepts',
    'GET /x HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    404,
  ],
])('%s is answered with an error status, and the server does not stop', async (_case, bytes, status) => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const { port } = await serve({
    handlers: [
      () => {
        throw new Error('a bug')
      },
    ],
  })
  expect(await statusLineOf(port, bytes)).toMatch(`HTTP/1.1 ${status} `)
  expect(await statusLineOf(port, 'GET /%ff HTTP/1.1\r\nHost: a\r\n\r\n')).toMatch('HTTP/1.1 400 ')
})

test.each([
  ['too many cookies', `GET / HTTP/1.1\r\nHost: a\r\nCookie: ${'a'.repeat(17_000)}\r\n\r\n`, 431, 'Delete the cookies'],
  ['too many short cookies', `GET / HTTP/1.1\r\nHost: a\r\n${'Cookie: a\r\n'.repeat(200)}\r\n`, 431, 'Delete the'],
  ['a malformed URL', 'GET /u/%E0%A4%A HTTP/1.1\r\nHost: a\r\n\r\n', 400, 'Check the address'],
  ['bytes that are not HTTP', 'hello\r\n\r\n', 400, 'go back and try again'],
])('the HTML error page for %s shows the remedy', async (_case, bytes, status, remedy) => {
  const answer = await responseTo(bytes)
  expect(answer).toMatchObject({ status, body: expect.stringContaining(remedy) })
  expect(answer.head).toContain('content-type: text/html; charset=utf-8')
  expect(answer.head).toContain("content-security-policy: default-src 'none'")
  expect(answer.body).toMatch(/^<!doctype html>\n<html lang="en">/)
})

test('an error below /api is a problem document', async () => {
  const answer = await responseTo('GET /api/%E4 HTTP/1.1\r\nHost: a\r\n\r\n')
  expect(answer.head).toContain('content-type: application/problem+json')
  expect(JSON.parse(answer.body)).toMatchObject({ type: 'about:blank', status: 400, code: 'malformed' })
})

test('internal headers of Next are dropped from a request, and headers that browsers send are not', async () => {
  let received: IncomingMessage['headers'] = {}
  const { port } = await serve({
    handlers: [
      (request, response) => {
        received = request.headers
        return Boolean(response.end())
      },
    ],
  })
  const internal = [
    'x-middleware-subrequest',
    'x-nextjs-data',
    'x-invoke-path',
    'x-matched-path',
    'x-prerender-revalidate',
  ]
  const ofBrowsers = ['next-url', 'rsc', 'next-action', 'x-requested-with', 'x-nexto']
  await fetch(`http://127.0.0.1:${port}/`, {
    headers: Object.fromEntries([...internal, ...ofBrowsers].map((name) => [name, '1'])),
  })
  for (const name of internal) expect(received).not.toHaveProperty(name)
  for (const name of ofBrowsers) expect(received).toHaveProperty(name)
})

test('a graceful close answers the requests under way and accepts no new ones', async () => {
  let respond = () => {}
  const { server, port, finish } = await serve({
    handlers: [
      (_request, response) => {
        respond = () => response.end('at last')
        server.emit('arrived')
        return true
      },
    ],
  })
  const arrived = once(server, 'arrived')
  const call = fetch(`http://127.0.0.1:${port}/`)
  await arrived
  const finished = finish()
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow('fetch failed')
  respond()
  expect(await (await call).text()).toBe('at last')
  await finished
})

test('a graceful close ends a keep-alive connection with the response under way', async () => {
  let respond = () => {}
  const { server, port, finish } = await serve({
    handlers: [
      (_request, response) => {
        respond = () => response.end()
        server.emit('arrived')
        return true
      },
    ],
  })
  const arrived = once(server, 'arrived')
  const request = httpRequest({ port, host: '127.0.0.1', headers: { Connection: 'keep-alive' } }).end()
  const responded = once(request, 'response')
  await arrived
  const finished = finish()
  respond()
  const [response] = await responded
  expect(response.headers.connection).toBe('close')
  await finished
})

test('listening on a port in use fails with one sentence that names the remedy', async () => {
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
