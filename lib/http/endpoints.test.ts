import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { VIEWER_HEADER } from '@/lib/session/rules'
import {
  type Adapter,
  findEndpoints,
  type MountedEndpoint,
  readAnswer,
  serveEndpoints,
  viaNext,
  viaNode,
} from '@/tests/support/adapters'
import { AMPLE_LIMITS } from '@/tests/support/conversations'
import { channelAuthForm, endpointCases } from '@/tests/support/endpoint-cases/all'
import { createWorld, type EndpointWorld, type TestRequest } from '@/tests/support/endpoint-cases/endpoint-case'
import { setUpKith } from '@/tests/support/environment'

setUpKith({ limits: { ...AMPLE_LIMITS, searchPerMinute: 1e9, signUpPerAddress: 1e9 } })

const endpoints = await findEndpoints()
const at = serveEndpoints(endpoints)

type As = (world: EndpointWorld) => EndpointWorld['alice'] | undefined
const alice = (world: EndpointWorld) => world.alice
const nobody = () => undefined

let sharedWorld: Promise<EndpointWorld> | undefined
/** For calls that change nothing. */
const sameWorld = () => {
  sharedWorld ??= createWorld()
  return sharedWorld
}

/** The same call through both adapters; a call that changes something needs a world for each. */
async function both(
  endpoint: MountedEndpoint,
  sentIn: (world: EndpointWorld) => TestRequest,
  as: As = alice,
  worldFor = sameWorld,
) {
  const ask = async (adapter: Adapter) => {
    const world = await worldFor()
    return readAnswer(await adapter(endpoint, sentIn(world), as(world)))
  }
  const answer = await ask(viaNext)
  expect(await ask(viaNode(at))).toEqual(answer)
  return answer
}

const nameOf = ({ method, path }: MountedEndpoint) => `${method} ${path}`
function lineOf(endpoint: MountedEndpoint) {
  const line = endpointCases[nameOf(endpoint)]
  if (!line) throw new Error(`${nameOf(endpoint)} has no line in the table.`)
  return line
}
/** The same id for each parameter of the path. */
const paramsFor = ({ path }: MountedEndpoint, id: string) =>
  Object.fromEntries([...path.matchAll(/:(\w+)/g)].map(([, name = '']) => [name, id]))
const named = (which: (endpoint: MountedEndpoint) => unknown) =>
  endpoints.filter(which).map((endpoint) => [nameOf(endpoint), endpoint] as const)
const writing = ({ method }: MountedEndpoint) => method !== 'GET'
/** Takes bytes as they are. */
const takesBytes = ({ path }: MountedEndpoint) => /\/(webhook|picture)$/.test(path)
const withBody = ({ method }: MountedEndpoint) => method === 'POST' || method === 'PATCH'

it('every endpoint is mounted at its declared path and has a test case', () => {
  for (const endpoint of endpoints)
    expect(`${endpoint.endpoint.method} ${endpoint.endpoint.path}`).toBe(nameOf(endpoint))
  expect(Object.keys(endpointCases).sort()).toEqual(endpoints.map(nameOf).sort())
})

describe('through Next and through node:http alike', () => {
  it.each(named(() => true))('%s answers a valid request alike through Next and node:http', async (_, endpoint) => {
    const { validRequest, status, type = 'application/json', cache = 'no-store' } = lineOf(endpoint)
    const answer = { status, type: status === 204 ? null : type, cache }
    expect(await both(endpoint, validRequest, alice, createWorld)).toMatchObject(answer)
  })

  it.each(named((endpoint) => !lineOf(endpoint).isPublic))(
    '%s refuses a request without a session',
    async (_, endpoint) => {
      const closed = { status: 401, type: 'application/problem+json', body: { code: 'unauthenticated' } }
      expect(await both(endpoint, lineOf(endpoint).validRequest, nobody)).toMatchObject(closed)
    },
  )

  it.each(named((endpoint) => !lineOf(endpoint).isPublic))(
    '%s refuses a request of a tab that shows another user',
    async (_, endpoint) => {
      for (const shown of [
        (world: EndpointWorld) => world.bob.id,
        () => '',
        ({ alice: { id } }: EndpointWorld) => `${id}, ${id}`,
      ]) {
        const foreign = (world: EndpointWorld) => ({
          ...lineOf(endpoint).validRequest(world),
          headers: { [VIEWER_HEADER]: shown(world) },
        })
        const refused = { status: 409, type: 'application/problem+json', body: { code: 'viewer_changed' } }
        expect(await both(endpoint, foreign)).toMatchObject(refused)
      }
    },
  )

  it.each(named((endpoint) => !lineOf(endpoint).isPublic))(
    '%s answers a request of a tab that shows its viewer',
    async (_, endpoint) => {
      const { validRequest, status } = lineOf(endpoint)
      const own = (world: EndpointWorld) => ({ ...validRequest(world), headers: { [VIEWER_HEADER]: world.alice.id } })
      expect(await both(endpoint, own, alice, createWorld)).toMatchObject({ status })
    },
  )

  it.each(named((endpoint) => lineOf(endpoint).isPublic))('%s answers without a session', async (_, endpoint) => {
    const { validRequest, status } = lineOf(endpoint)
    expect(await both(endpoint, validRequest, nobody, createWorld)).toMatchObject({ status })
  })

  it.each(named((endpoint) => lineOf(endpoint).invalidRequest))(
    '%s refuses an invalid request',
    async (_, endpoint) => {
      const { validRequest, invalidRequest = validRequest, refusal } = lineOf(endpoint)
      const { type, cache, body } = await both(endpoint, invalidRequest)
      expect([type, cache]).toEqual(['application/problem+json', 'no-store'])
      const { status, code, field } = refusal ?? {}
      expect(body).toMatchObject({ type: 'about:blank', status, code, detail: expect.any(String) })
      expect(Object.keys(body.errors ?? {})).toEqual(field === undefined ? [] : [field])
    },
  )

  it.each(named(writing))('%s refuses a request from another site', async (_, endpoint) => {
    const evil = (world: EndpointWorld) => ({
      ...lineOf(endpoint).validRequest(world),
      headers: { origin: 'https://evil.example' },
    })
    expect(await both(endpoint, evil)).toMatchObject({ status: 403, body: { code: 'cross_site' } })
  })

  it.each(named(withBody))('%s refuses a body above its size limit', async (_, endpoint) => {
    const huge = (world: EndpointWorld) => ({
      ...lineOf(endpoint).validRequest(world),
      text: ' '.repeat(endpoint.endpoint.maxBytes() + 1),
    })
    expect(await both(endpoint, huge)).toMatchObject({ status: 413, body: { code: 'too_large' } })
  })

  it.each(named((endpoint) => withBody(endpoint) && !lineOf(endpoint).isNotJson))(
    '%s refuses a body that is not a JSON object',
    async (_, endpoint) => {
      for (const text of ['{', '[]', '\uFEFF{}']) {
        const broken = (world: EndpointWorld) => ({ ...lineOf(endpoint).validRequest(world), text })
        expect(await both(endpoint, broken)).toMatchObject({ status: 400, body: { code: 'malformed' } })
      }
    },
  )

  it.each(named((endpoint) => withBody(endpoint) && !takesBytes(endpoint)))(
    '%s refuses a body that is not UTF-8',
    async (_, endpoint) => {
      for (const hex of ['7b2261223a22e422', '7b2261223a22c328227d', 'ff', 'eda080', 'c080', 'f4908080', '613de4']) {
        const bytes = Buffer.from(hex, 'hex')
        const latin = (world: EndpointWorld) => ({ params: lineOf(endpoint).validRequest(world).params ?? {}, bytes })
        expect(await both(endpoint, latin), hex).toMatchObject({ status: 400, body: { code: 'malformed' } })
      }
    },
  )

  it.each(named((endpoint) => withBody(endpoint) && !takesBytes(endpoint)))(
    '%s refuses a compressed body',
    async (_, endpoint) => {
      const compressed = (world: EndpointWorld) => {
        const { body, text, ...sent } = lineOf(endpoint).validRequest(world)
        const bytes = gzipSync(text ?? JSON.stringify(body ?? {}))
        return { ...sent, bytes, headers: { 'content-encoding': 'gzip' } }
      }
      expect(await both(endpoint, compressed)).toMatchObject({ status: 400, body: { code: 'malformed' } })
    },
  )

  it.each(named((endpoint) => withBody(endpoint) && !lineOf(endpoint).isNotJson))(
    '%s answers JSON of the maximum nesting depth without a server error',
    async (_, endpoint) => {
      const nested = (open: string, close: string) => {
        const depth = Math.floor((endpoint.endpoint.maxBytes() - 50) / (open.length + close.length))
        return `${open.repeat(depth)}1${close.repeat(depth)}`
      }
      const call = (text: string) => both(endpoint, ({ alice: { id } }) => ({ params: paramsFor(endpoint, id), text }))
      expect(await call(nested('[', ']'))).toMatchObject({ status: 400, body: { code: 'malformed' } })
      const shallow = await call('{"nobodyKnowsThis":1}')
      for (const deep of [nested('[', ']'), nested('{"a":', '}')])
        expect(await call(`{"nobodyKnowsThis":${deep}}`)).toEqual(shallow)
    },
  )

  it('a repeated query key gets its last value', async () => {
    const endpoint = endpoints.find((one) => nameOf(one) === 'POST /api/messages/drafts')
    if (!endpoint) throw new Error('There are no drafts.')
    const twice = ({ conversationId }: EndpointWorld) => ({
      text: `{"conversationId":"${conversationId}","body":${'"x'.padEnd(9000, 'x')}","body":"short"}`,
    })
    expect(await both(endpoint, twice)).toMatchObject({ status: 204 })
  })

  it('a query with invalid UTF-8 escapes is refused, and a lone % is taken literally', async () => {
    const endpoint = endpoints.find((one) => nameOf(one) === 'GET /api/users/search')
    if (!endpoint) throw new Error('There is no search.')
    for (const query of ['?q=%E4', '?q=ab%C3', '?%FF=1', '?q=%ED%A0%80'])
      expect(await both(endpoint, () => ({ query })), query).toMatchObject({ status: 400, body: { code: 'malformed' } })
    for (const query of ['?q=100%', '?q=%C3%A4bc', '?q=%zz1'])
      expect(await both(endpoint, () => ({ query })), query).toMatchObject({ status: 200 })
  })

  it.each(named(({ path }) => path.includes(':')))(
    '%s answers a malformed id like an unknown one',
    async (_, endpoint) => {
      const withIds = (id: string) => (world: EndpointWorld) => {
        const sent = lineOf(endpoint).validRequest(world)
        return { ...sent, params: Object.fromEntries(Object.keys(sent.params ?? {}).map((param) => [param, id])) }
      }
      const unknown = await both(endpoint, withIds('01a1ffdb-d075-70c6-8a5a-436978707eed'))
      if (!lineOf(endpoint).anyId) expect(unknown.status).toBe(404)
      const world = await sameWorld()
      for (const malformed of ['x', '0', '01a1ffdb-d075-70c6-8a5a-436978707ee', '%00']) {
        expect(await readAnswer(await viaNext(endpoint, withIds(malformed)(world), world.alice))).toEqual(unknown)
      }
    },
  )
})

describe('a channel is signed', () => {
  const endpoint = endpoints.find(({ path }) => path === '/api/realtime/auth')
  const ask = async (text: string, as: As = alice) => {
    if (!endpoint) throw new Error('There is no such endpoint.')
    return both(endpoint, () => ({ text }), as)
  }

  it('a channel is signed only for its own user and exact name', async () => {
    const own = 'private-user-'
    const names = ['presence-x', 'public', own, `${own}*`, `${own}01a1ffdb-d075-70c6-8a5a-436978707eed`, `${own}x\n`]
    for (const name of names) {
      expect(await ask(channelAuthForm('1.2', name))).toMatchObject({ status: 403, body: { code: 'not_your_channel' } })
    }
  })

  it('a channel is not signed without a session', async () => {
    expect(await ask(channelAuthForm('1.2', 'private-user-x'), nobody)).toMatchObject({ status: 401 })
  })

  it('a channel is not signed for a malformed request', async () => {
    const channel = 'private-user-01a1ffdb-d075-70c6-8a5a-436978707eed'
    const forms = [
      '',
      'x',
      channelAuthForm('1.2'),
      channelAuthForm('', channel),
      channelAuthForm('1.2:x', channel),
      channelAuthForm('1', channel),
    ]
    for (const form of [...forms, channelAuthForm('1.2', ''), channelAuthForm('1.2', 'a'.repeat(201))]) {
      expect(await ask(form)).toMatchObject({ status: 400, body: { code: 'malformed' } })
    }
  })
})

it('the fast path passes requests for other paths to Next', async () => {
  const status = async (method: string, path: string) => (await fetch(at(path), { method })).status
  expect(await status('GET', '/api/messages/01a1ffdb-d075-70c6-8a5a-436978707eed?limit=1')).toBe(401)
  for (const path of ['sent', 'x', '', '01a1ffdb-d075-70c6-8a5a-436978707eed/', '%00']) {
    expect(await status('GET', `/api/messages/${path}`)).toBe(421)
  }
  for (const method of ['HEAD', 'PUT', 'OPTIONS', 'DELETE']) expect(await status(method, '/api/me')).toBe(421)
  expect(await status('GET', '/api/ME')).toBe(421)
})
