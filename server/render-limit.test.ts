import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createRenderLimit } from './render-limit'

const ends: (() => void)[] = []

afterEach(() => {
  for (const end of ends.splice(0)) end()
})

/** Serves requests whose rendering ends only when the test says so. `rendering` has the responses by path. */
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
  ends.push(() => server.close().closeAllConnections())
  const { port } = server.address() as AddressInfo // A TCP server has no other kind of address.
  const ask = (path: string, method = 'GET') => {
    const sent = request({ host: '127.0.0.1', port, path, method, agent: false }).end()
    const answer = new Promise<IncomingMessage>((resolve, reject) => {
      sent.on('response', (response) => resolve(response.resume())).on('error', reject)
    })
    answer.catch(() => {}) // Cut off at the end of the test.
    return { answer, hangUp: () => sent.destroy() }
  }
  /** Sends all but the end of a body. */
  const slowly = (path: string) => {
    const sent = request({ host: '127.0.0.1', port, path, method: 'POST', agent: false })
    sent.on('error', () => {}).write('{')
  }
  const isIn = (paths: { has(path: string): boolean }, path: string) =>
    expect.poll(() => paths.has(path), { message: path }).toBe(true)
  return { ask, slowly, arrived, closed, rendering, isIn }
}

const NEVER = { maxMs: 3_600_000 }
const eight = (make: (number: number) => string) => Array.from({ length: 8 }, (_, number) => make(number))

async function flood(paths: string[], method = 'GET', options = NEVER) {
  const served = await serve(options)
  for (const path of paths) {
    served.ask(path, method)
    await served.isIn(served.rendering, path)
  }
  return served
}

/** As many pages as are rendered at once, so that the next one waits. */
const flooded = (options = NEVER) => flood(['/a', '/b', '/c'], 'GET', options)

describe('while as many pages are rendered as may be', () => {
  it.each([
    ['/api/me', 'GET'],
    ['/_next/static/x.js', 'GET'],
    ['/sign-in', 'POST'],
  ])('%s by %s does not wait', async (path, method) => {
    const { ask, rendering, isIn } = await flooded()
    ask(path, method)
    await isIn(rendering, path)
  })

  it.each(['/next', '/', '/u/ann.lee?tab=1', '/_next/none', '/api/../friends', '/api/%2E%2e/friends'])(
    '%s waits until one is answered',
    async (path) => {
      const { ask, arrived, rendering, isIn } = await flooded()
      const { answer } = ask(path)
      await isIn(arrived, path)
      ask('/api/later')
      await isIn(rendering, '/api/later')
      expect(rendering.has(path)).toBe(false)
      rendering.get('/a')?.end()
      await isIn(rendering, path)
      rendering.get(path)?.end()
      expect((await answer).statusCode).toBe(200)
    },
  )

  it.each(['GET', 'POST'])('a %s to an endpoint waits for its own kind alone', async (method) => {
    const { ask, arrived, rendering, isIn } = await flood(
      eight((number) => `/api/${number}`),
      method,
    )
    ask('/api/later', method)
    await isIn(arrived, '/api/later')
    for (const [path, other] of [
      ['/friends', 'GET'],
      ['/api/me', method === 'GET' ? 'POST' : 'GET'],
      ['/api/health', 'GET'],
    ] as const) {
      ask(path, other)
      await isIn(rendering, path)
    }
    expect(rendering.has('/api/later')).toBe(false)
    rendering.get('/api/3')?.end()
    await isIn(rendering, '/api/later')
  })

  it('writes whose bodies are on their way keep nobody waiting', async () => {
    const { slowly, ask, rendering, isIn } = await serve(NEVER)
    for (const path of eight((number) => `/api/slow-${number}`)) {
      slowly(path)
      await isIn(rendering, path)
    }
    ask('/api/me', 'POST')
    await isIn(rendering, '/api/me')
  })

  it('a page waits no longer than the limit of time for slow readers', async () => {
    const { ask, rendering, isIn } = await flooded({ maxMs: 1 })
    ask('/next')
    await isIn(rendering, '/next')
  })

  it('a page whose client has gone is not rendered', async () => {
    const { ask, arrived, closed, rendering, isIn } = await flooded()
    const { hangUp } = ask('/gone')
    await isIn(arrived, '/gone')
    ask('/stays')
    await isIn(arrived, '/stays')
    hangUp()
    await isIn(closed, '/gone')
    rendering.get('/a')?.end()
    await isIn(rendering, '/stays')
    expect(rendering.has('/gone')).toBe(false)
  })

  it('a page beyond the queue is refused with 503, Retry-After and a page that says so', async () => {
    const { ask } = await flooded()
    const { statusCode, headers } = await Promise.race(beyondTheQueue((number) => ask(`/page-${number}`).answer))
    expect(statusCode).toBe(503)
    expect(headers).toMatchObject({ 'retry-after': '2', 'cache-control': 'no-store' })
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
  })

  it('a call beyond the queue is refused with 503, Retry-After and a problem document', async () => {
    const { ask } = await flood(eight((number) => `/api/${number}`))
    const { statusCode, headers } = await Promise.race(beyondTheQueue((number) => ask(`/api/call-${number}`).answer))
    expect(statusCode).toBe(503)
    expect(headers).toMatchObject({ 'retry-after': '2', 'content-type': 'application/problem+json' })
  })
})

const beyondTheQueue = <T>(ask: (number: number) => T) => Array.from({ length: 501 }, (_, number) => ask(number))
