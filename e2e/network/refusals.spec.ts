import { request as httpRequest, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect } from '@playwright/test'
import { test } from '@/e2e/support/test'

/** Sends a request that fetch() would not allow. */
async function ask(base: string | undefined, path: string, { method = 'GET', headers = {}, body = '' } = {}) {
  const { port } = new URL(base ?? '')
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    httpRequest({ host: '127.0.0.1', port, path, method, headers }, resolve).on('error', reject).end(body)
  })
  return { status: response.statusCode, headers: response.headers, body: await text(response) }
}

const PROBLEM = 'application/problem+json'

for (const path of ['/api/nope', '/api', '/api/messages/a/b/c/d', '/api/..;/me', '/api/auth/nope', '/api/ME'])
  test(`any method on the unknown path ${path} gets a 404 problem document`, async ({ baseURL }) => {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
      const answer = await ask(baseURL, path, { method })
      if (path === '/api/auth/nope' && method !== 'GET' && method !== 'POST') continue // Next-auth handles these two itself.
      expect(answer.status, method).toBe(404)
      expect(answer.headers['content-type'], method).toBe(PROBLEM)
      expect(JSON.parse(answer.body), method).toMatchObject({ status: 404, code: 'not_found' })
    }
    expect(await ask(baseURL, path, { method: 'HEAD' })).toMatchObject({ status: 404, body: '' })
  })

for (const [path, method, allowed] of [
  ['/api/me', 'PUT', ['GET', 'HEAD', 'PATCH', 'OPTIONS']],
  ['/api/health', 'POST', ['GET', 'HEAD', 'OPTIONS']],
  ['/api/messages/send', 'GET', ['POST', 'OPTIONS']],
  ['/api/messages/send', 'HEAD', ['POST', 'OPTIONS']],
  ['/api/sync?since=0', 'DELETE', ['GET', 'HEAD', 'OPTIONS']],
  ['/api/realtime/auth', 'PATCH', ['POST', 'OPTIONS']],
  ['/api/messages/01a1ffdb-d075-70c6-8a5a-436978707eed', 'POST', ['GET', 'HEAD', 'OPTIONS']],
  ['/api/auth/csrf', 'PUT', ['GET', 'HEAD', 'POST', 'OPTIONS']],
] as const)
  test(`${method} ${path} gets 405 with the allowed methods`, async ({ baseURL }) => {
    const answer = await ask(baseURL, path, { method })
    expect(answer.status).toBe(405)
    expect(answer.headers.allow?.split(', ').sort()).toEqual([...allowed].sort())
    expect(answer.headers['content-type']).toBe(PROBLEM)
    if (method !== 'HEAD') expect(JSON.parse(answer.body)).toMatchObject({ status: 405, code: 'method_not_allowed' })
  })

for (const method of ['PUT', 'PATCH', 'DELETE'])
  test(`${method} on a page gets 405 with the allowed methods`, async ({ baseURL }) => {
    for (const path of ['/sign-in', '/messages', '/nothing/here', '/icon.svg']) {
      const answer = await ask(baseURL, path, { method })
      expect(answer.status, path).toBe(405)
      expect(answer.headers.allow, path).toBe('GET, HEAD, POST, OPTIONS')
      expect(answer.headers['content-type'], path).toBe('text/html; charset=utf-8')
    }
  })

for (const headers of [
  { 'next-router-state-tree': 'x' },
  { 'next-router-state-tree': 'null' },
  { 'next-router-state-tree': '%E0%A4%A' },
  { 'next-router-state-tree': encodeURIComponent('["",{"children":7}]') },
])
  test(`a page requested with the invalid header ${JSON.stringify(headers)} gets 400`, async ({ baseURL }) => {
    for (const path of ['/sign-in', '/sign-in?_rsc=1', '/messages', '/nothing/here'])
      expect((await ask(baseURL, path, { headers: { rsc: '1', ...headers } })).status, path).toBe(400)
  })

for (const headers of [
  { 'next-router-prefetch': 'x' },
  { 'next-router-segment-prefetch': '/../%zz' },
  { 'next-url': '://%%' },
  { 'x-middleware-subrequest': 'middleware:middleware' },
  { 'x-invoke-path': '/messages' },
  { 'x-nextjs-data': '1' },
  { accept: ';;,' },
  { range: 'bytes=5-1,x' },
  { cookie: 'next-auth.session-token=%E0%A4%A; a="' },
])
  test(`a page requested with the header ${JSON.stringify(headers)} never gets a server error`, async ({ baseURL }) => {
    for (const path of ['/sign-in', '/sign-in?_rsc=1', '/messages'])
      expect((await ask(baseURL, path, { headers: { rsc: '1', ...headers } })).status, path).toBeLessThan(500)
  })

for (const [headers, status] of [
  [{ 'content-type': 'multipart/form-data; boundary=x' }, 400],
  [{ 'content-type': 'multipart/form-data' }, 400],
  [{ 'content-type': 'multipart/form-data; boundary=x', 'next-action': 'x' }, 400],
  [{ 'content-type': 'text/plain', 'next-action': 'a'.repeat(42) }, 409], // As a page of another build sends it.
] as const)
  test(`an invalid form sent with ${JSON.stringify(headers)} gets ${status}`, async ({ baseURL }) => {
    const answer = await ask(baseURL, '/sign-up', { method: 'POST', headers: { ...headers }, body: '--x\r\ngarbage' })
    expect(answer.status).toBe(status)
  })

test('the image optimizer of Next.js does not exist', async ({ baseURL }) => {
  for (const url of ['%2Ficon.svg', '%2Ffoo%0AERROR%1b%5b31m', 'http%3A%2F%2F127.0.0.1%3A1'])
    expect((await ask(baseURL, `/_next/image?url=${url}&w=640&q=75`)).status, url).toBe(404)
})

test('a request with too many cookies gets a page that says what to do', async ({ page }) => {
  await page.setExtraHTTPHeaders({ cookie: `a=${'a'.repeat(17_000)}` })
  const answer = await page.goto('/messages')
  expect(answer?.status()).toBe(431)
  await expect(page.getByText('Delete the cookies of this site')).toBeVisible()
})

test('a request for a malformed URL gets a page that says so and links to the messages', async ({ page }) => {
  const answer = await page.goto('/u/%E0%A4%A')
  expect(answer?.status()).toBe(400)
  await expect(page.getByRole('heading', { name: 'This address or request is broken.' })).toBeVisible()
  await page.getByRole('link', { name: 'Go to your messages' }).click()
  await expect(page).toHaveURL('/sign-in?next=%2Fmessages')
})

test('/api/health includes the number of sockets for local requests only, not for those of a proxy', async ({
  baseURL,
}) => {
  const here = await ask(baseURL, '/api/health')
  expect(JSON.parse(here.body).realtime).toEqual({ broker: 'embedded', sockets: expect.any(Number) })
  const elsewhere = await ask(baseURL, '/api/health', {
    headers: { 'x-forwarded-for': '127.0.0.1', 'x-kith-local': '1' },
  })
  expect(JSON.parse(elsewhere.body)).toEqual({
    status: 'ok',
    database: 'up',
    realtime: { broker: 'embedded' },
    version: expect.any(String),
  })
})
