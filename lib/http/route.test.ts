import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { idInPath } from '@/lib/ids'
import { VIEWER_HEADER } from '@/lib/session/rules'
import { startSession } from '@/lib/session/sessions'
import { cookieOf } from '@/tests/support/endpoint-cases/endpoint-case'
import { createUser, setUpKith } from '@/tests/support/environment'

import type { BodyFormat, EndpointRequest } from './endpoint'
import { defineRoute } from './route'

setUpKith()

const PROBLEM_TYPE = 'application/problem+json'

const input = z.object({
  name: z.string('is not text').max(3, 'is too long'),
  inner: z.object({ n: z.number('is not a number') }).optional(),
})

const endpoint = (run: (sent: unknown) => Promise<unknown>, format: BodyFormat = 'json') =>
  defineRoute({
    method: 'POST',
    path: '/api/test',
    access: 'public',
    format,
    input,
    run: async (_, sent) => ({ status: 200, body: await run(sent) }),
  })

const incoming = (body: string, more: Partial<EndpointRequest> = {}): EndpointRequest => ({
  params: {},
  query: [],
  address: '192.0.2.1',
  header: () => undefined,
  text: async () => body,
  bytes: async () => Buffer.from(body),
  ...more,
})
const echo = endpoint(async (sent) => sent)
const answerTo = (body: string) => echo.handle(incoming(body))

describe('what comes in', () => {
  it('the input is parsed once from JSON or a form, and unknown fields are dropped', async () => {
    expect(await answerTo('{"name":"Ann","more":1}')).toMatchObject({ status: 200, body: { name: 'Ann' } })
    const form = endpoint(async (sent) => sent, 'form')
    expect(await form.handle(incoming('name=Ann&more=1'))).toMatchObject({ status: 200, body: { name: 'Ann' } })
  })

  it.each(['{', 'x', '[]', '[{"name":"Ann"}]', 'null', '"Ann"', '7', '\uFEFF{"name":"Ann"}'])(
    'a body of %j is malformed',
    async (body) => {
      expect(await answerTo(body)).toMatchObject({ status: 400, body: { status: 400, code: 'malformed' } })
    },
  )

  it('an unknown field is named in the error when the schema is strict', async () => {
    const strict = defineRoute({
      method: 'PATCH',
      path: '/api/test',
      access: 'public',
      input: z.strictObject({ name: z.string().optional() }),
      run: async () => ({ status: 200 }),
    })
    expect(await strict.handle(incoming('{"name":"Ann"}'))).toEqual({ status: 200 })
    expect(await strict.handle(incoming('{"name":"Ann","id":"1"}'))).toMatchObject({
      status: 422,
      body: { errors: { id: expect.any(String) } },
    })
  })

  it('an endpoint that accepts bytes gets the body unchanged up to its size limit', async () => {
    const raw = defineRoute({
      method: 'POST',
      path: '/api/test',
      access: 'public',
      format: 'bytes',
      maxBytes: 3,
      input: z.object({ bytes: z.instanceof(Uint8Array) }),
      run: async (_, { bytes }) => ({ status: 200, bytes }),
    })
    const sent = Buffer.from([0xff, 0, 0xfe])
    const bytes = vi.fn(async () => sent)
    expect(await raw.handle(incoming('', { bytes }))).toEqual({ status: 200, bytes: sent })
    expect(bytes).toHaveBeenCalledWith(3)
    expect(raw.maxBytes()).toBe(3)
  })

  it('the error names each invalid field once, also when nothing was sent', async () => {
    const invalid = (errors: object) => ({
      status: 422,
      headers: { 'content-type': PROBLEM_TYPE },
      body: { type: 'about:blank', title: 'Unprocessable Entity', status: 422, code: 'invalid', errors },
    })
    expect(await answerTo('')).toMatchObject(invalid({ name: 'is not text' }))
    expect(await answerTo('{"name":"Anna","inner":{"n":"x"}}')).toMatchObject(
      invalid({ name: 'is too long', 'inner.n': 'is not a number' }),
    )
  })

  it('path parameters are read from the path only', async () => {
    const named = defineRoute({
      method: 'POST',
      path: '/api/test/:name',
      access: 'public',
      input,
      run: async (_, sent) => ({ status: 200, body: sent }),
    })
    const request = (name: string) => incoming('{"name":"Eve"}', { params: { name } })
    expect(await named.handle(request('Ann'))).toMatchObject({ status: 200, body: { name: 'Ann' } })
    expect(await named.handle(request('Anna'))).toMatchObject({ status: 404, body: { code: 'not_found' } })
  })

  it('the body of a request from another site or without a session is not read', async () => {
    const read = vi.fn(async () => '{}')
    const private_ = defineRoute({
      method: 'POST',
      path: '/api/test',
      access: 'viewer',
      input,
      run: async () => ({ status: 200 }),
    })
    const evil = (name: string) => (name === 'origin' ? 'https://evil.example' : undefined)
    const crossSite = await echo.handle(incoming('', { header: evil, text: read }))
    expect(crossSite).toMatchObject({ status: 403, body: { code: 'cross_site' } })
    expect(await private_.handle(incoming('', { text: read }))).toMatchObject({
      status: 401,
      body: { code: 'unauthenticated' },
    })
    expect(read).not.toHaveBeenCalled()
  })
})

describe('a tab that shows somebody', () => {
  const whoAmI = vi.fn(async (viewer: { id: string }) => ({ status: 200, body: viewer.id }))
  const private_ = defineRoute({
    method: 'POST',
    path: '/api/test',
    access: 'viewer',
    input: z.object({}),
    run: whoAmI,
  })
  const sentWith = (headers: Record<string, string>, read = async () => '{}') =>
    private_.handle(incoming('', { header: (name) => headers[name], text: read }))

  it('a request that names the shown user is answered for that user only, also in a newer session', async () => {
    const [alice, carol] = await Promise.all([createUser('alice'), createUser('carol')])
    const later = { ...alice, sessionId: await startSession(alice.id, { userAgent: 'test', address: '192.0.2.1' }) }
    for (const viewer of [alice, later])
      expect(await sentWith({ cookie: cookieOf(viewer), [VIEWER_HEADER]: alice.id })).toMatchObject({ body: alice.id })
    whoAmI.mockClear()
    const read = vi.fn(async () => '{}')
    expect(await sentWith({ cookie: cookieOf(carol), [VIEWER_HEADER]: alice.id }, read)).toMatchObject({
      status: 409,
      body: { code: 'viewer_changed' },
    })
    expect([read, whoAmI].map(({ mock }) => mock.calls)).toEqual([[], []])
  })

  it('a request that names the shown user but has no session is refused as unauthenticated', async () => {
    const { id } = await createUser('alice')
    expect(await sentWith({ [VIEWER_HEADER]: id })).toMatchObject({ status: 401, body: { code: 'unauthenticated' } })
  })
})

describe('what goes out', () => {
  const failing = (error: unknown) =>
    endpoint(async () => {
      throw error
    }).handle(incoming('{"name":"Ann"}'))

  it('a refusal has a code, a message and the seconds until a retry', async () => {
    const answer = await failing(new AppError('rate_limited', 'rate_limited', 'Wait.', { retryAfterSeconds: 7 }))
    expect(answer).toEqual({
      status: 429,
      headers: { 'content-type': PROBLEM_TYPE, 'retry-after': '7' },
      body: { type: 'about:blank', title: 'Too Many Requests', status: 429, code: 'rate_limited', detail: 'Wait.' },
    })
  })

  it('an unexpected error gives a 500 without details, and the details are logged', async () => {
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const answer = await failing(new Error('secret words', { cause: new Error('deeper secret') }))
    expect(answer).toEqual({
      status: 500,
      headers: { 'content-type': PROBLEM_TYPE },
      body: {
        type: 'about:blank',
        title: 'Internal Server Error',
        status: 500,
        code: 'internal',
        detail: 'Something went wrong here.',
      },
    })
    const logged = JSON.parse(String(stderr.mock.calls[0]?.[0]))
    expect(logged).toMatchObject({
      level: 'error',
      error: { message: 'secret words', cause: { message: 'deeper secret' } },
    })
    expect(await failing('thrown text')).toMatchObject({ status: 500 })
    stderr.mockRestore()
  })
})

it('an id in a path is parsed in lower case, and a malformed id is one that no row has', () => {
  expect(idInPath.parse('01A1FFDB-D075-70C6-8A5A-436978707EED')).toBe('01a1ffdb-d075-70c6-8a5a-436978707eed')
  for (const text of ['', 'x', '%00', '01a1ffdb', 7]) expect(idInPath.parse(text)).toMatch(/^[0-]{36}$/)
})
