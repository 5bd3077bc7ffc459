import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createRenderLimit } from './render-limit'

const cleanups: (() => void)[] = []

afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup()
})

/** Serves requests whose rendering ends only when the test ends the response in `rendering`, by path. */
async function serve(options: Parameters<typeof createRenderLimit>[0]) {
  const limitRendering = createRenderLimit(options)
  const [arrived, closed] = [new Set<string>(), new Set<string>()]
  const rendering = new Map<string, ServerResponse>()
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    arrived.add(path)
    response.once('close', () => closed.add(path))
    void limitRendering(request, response, async () => void rendering.set(path, response))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  cleanups.push(() => server.close().closeAllConnections())
  const { port } = server.address() as AddressInfo // The server listens on TCP, so its address is an AddressInfo.
  const send = (path: string, method = 'GET') => {
    const sent = request({ host: '127.0.0.1', port, path, method, agent: false }).end()
    const answer = new Promise<IncomingMessage>((resolve, reject) => {
      sent.on('response', (response) => resolve(response.resume())).on('error', reject)
    })
    answer.catch(() => {}) // The connection may be closed at the end of the test.
    return { answer, abort: () => sent.destroy() }
  }
  /** Sends a request whose body never ends. */
  const sendUnfinished = (path: string) => {
    const sent = request({ host: '127.0.0.1', port, path, method: 'POST', agent: false })
    sent.on('error', () => {}).write('{')
  }
  const expectIn = (paths: { has(path: string): boolean }, path: string) =>
    expect.poll(() => paths.has(path), { message: path }).toBe(true)
  return { send, sendUnfinished, arrived, closed, rendering, expectIn }
}

const NO_TIME_LIMIT = { maxMs: 3_600_000 }
const eight = (make: (number: number) => string) => Array.from({ length: 8 }, (_, number) => make(number))

async function fill(paths: string[], method = 'GET', options = NO_TIME_LIMIT) {
  const server = await serve(options)
  for (const path of paths) {
    server.send(path, method)
    await server.expectIn(server.rendering, path)
  }
  return server
}

/** Starts as many pages as may be rendered at once, so that the next one waits. */
const fillPages = (options = NO_TIME_LIMIT) => fill(['/a', '/b', '/c'], 'GET', options)

describe('createRenderLimit', () => {
  it.each([
    ['/api/me', 'GET'],
    ['/_next/static/x.js', 'GET'],
    ['/sign-in', 'POST'],
  ])('%s by %s does not wait for the pages being rendered', async (path, method) => {
    const { send, rendering, expectIn } = await fillPages()
    send(path, method)
    await expectIn(rendering, path)
  })

  it.each(['/next', '/', '/u/ann.lee?tab=1', '/_next/none', '/api/../friends', '/api/%2E%2e/friends'])(
    '%s is a page and waits until another page is answered',
    async (path) => {
      const { send, arrived, rendering, expectIn } = await fillPages()
      const { answer } = send(path)
      await expectIn(arrived, path)
      send('/api/later')
      await expectIn(rendering, '/api/later')
      expect(rendering.has(path)).toBe(false)
      rendering.get('/a')?.end()
      await expectIn(rendering, path)
      rendering.get(path)?.end()
      expect((await answer).statusCode).toBe(200)
    },
  )

  it.each(['GET', 'POST'])('a %s to an endpoint waits for its own kind of request only', async (method) => {
    const { send, arrived, rendering, expectIn } = await fill(
      eight((number) => `/api/${number}`),
      method,
    )
    send('/api/later', method)
    await expectIn(arrived, '/api/later')
    for (const [path, other] of [
      ['/friends', 'GET'],
      ['/api/me', method === 'GET' ? 'POST' : 'GET'],
      ['/api/health', 'GET'],
    ] as const) {
      send(path, other)
      await expectIn(rendering, path)
    }
    expect(rendering.has('/api/later')).toBe(false)
    rendering.get('/api/3')?.end()
    await expectIn(rendering, '/api/later')
  })

  it('writes whose bodies have not fully arrived do not make other writes wait', async () => {
    const { sendUnfinished, send, rendering, expectIn } = await serve(NO_TIME_LIMIT)
    for (const path of eight((number) => `/api/slow-${number}`)) {
      sendUnfinished(path)
      await expectIn(rendering, path)
    }
    send('/api/me', 'POST')
    await expectIn(rendering, '/api/me')
  })

  it('a page whose response is slow stops counting after the time limit', async () => {
    const { send, rendering, expectIn } = await fillPages({ maxMs: 1 })
    send('/next')
    await expectIn(rendering, '/next')
  })

  it('a waiting page whose client disconnected is not rendered', async () => {
    const { send, arrived, closed, rendering, expectIn } = await fillPages()
    const { abort } = send('/gone')
    await expectIn(arrived, '/gone')
    send('/stays')
    await expectIn(arrived, '/stays')
    abort()
    await expectIn(closed, '/gone')
    rendering.get('/a')?.end()
    await expectIn(rendering, '/stays')
    expect(rendering.has('/gone')).toBe(false)
  })

  it('a page beyond the full queue is refused with 503, Retry-After and an HTML page', async () => {
    const { send } = await fillPages()
    const { statusCode, headers } = await Promise.race(beyondTheQueue((number) => send(`/page-${number}`).answer))
    expect(statusCode).toBe(503)
    expect(headers).toMatchObject({ 'retry-after': '2', 'cache-control': 'no-store' })
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
  })

  it('an API call beyond the full queue is refused with 503, Retry-After and a problem document', async () => {
    const { send } = await fill(eight((number) => `/api/${number}`))
    const { statusCode, headers } = await Promise.race(beyondTheQueue((number) => send(`/api/call-${number}`).answer))
    expect(statusCode).toBe(503)
    expect(headers).toMatchObject({ 'retry-after': '2', 'content-type': 'application/problem+json' })
  })
})

const beyondTheQueue = <T>(send: (number: number) => T) => Array.from({ length: 501 }, (_, number) => send(number))
