import 'next/dist/server/node-environment-baseline'
import { NextRequest } from 'next/server'
import { describe, expect, it, vi } from 'vitest'
import { createAccount } from '@/lib/accounts/service'
import { maxBodyBytes } from '@/lib/boundary/body'
import { newId } from '@/lib/ids'
import { prepareKith } from '@/lib/testing/kith'
import { withinRequest } from '@/lib/testing/request'
import { answerAuth } from './handler'
import { VIEWER_HEADER } from './rules'
import { viewerOf } from './viewer'

const { closed } = prepareKith({ limits: { signInPerAccount: 4, signInPerAddress: 1e9 } })

const URL_OF_AUTH = 'http://localhost:3000/api/auth'
const PASSWORD = 'correct horse battery'
const FORM = 'application/x-www-form-urlencoded'

/** A browser as far as next-auth can tell: it keeps cookies, and Next's request scope is around its calls. */
function newBrowser() {
  const cookies = new Map<string, string>()
  const cookieHeader = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const call = async (path: string, body?: string, type = FORM, shown?: string) => {
    const headers = new Headers({ cookie: cookieHeader(), 'user-agent': 'test', 'x-forwarded-for': '192.0.2.7' })
    if (body !== undefined) headers.set('content-type', type)
    if (shown !== undefined) headers.set(VIEWER_HEADER, shown)
    const sent = body === undefined ? { headers } : { method: 'POST', headers, body }
    const context = { params: Promise.resolve({ nextauth: path.split('/') }) }
    const request = new NextRequest(`${URL_OF_AUTH}/${path}`, sent)
    const response = await withinRequest(headers, () => answerAuth(request, context))
    for (const cookie of response.headers.getSetCookie()) keep(cookie)
    return response
  }
  const keep = (cookie: string) => {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
    if (value === '') cookies.delete(name)
    else cookies.set(name, value)
  }
  const csrfToken = async () => (await (await call('csrf')).json()).csrfToken
  return {
    call,
    cookieHeader,
    viewer: async () => viewerOf(cookieHeader()),
    signIn: async (username: string, password: string, format: 'form' | 'json' = 'form') => {
      const fields = { username, password, csrfToken: await csrfToken(), json: 'true' }
      return format === 'form'
        ? call('callback/credentials', new URLSearchParams(fields).toString())
        : call('callback/credentials', JSON.stringify(fields), 'application/json')
    },
    /** `shown` is whom the tab shows that asks. */
    signOut: async (shown?: string) =>
      call('signout', new URLSearchParams({ csrfToken: await csrfToken() }).toString(), FORM, shown),
  }
}

async function newAccount() {
  const username = `user_${newId().slice(-12)}`
  const { id } = await createAccount({ username, displayName: 'Some One', password: PASSWORD }, newId())
  return { id, username }
}

describe('signing in', () => {
  it.each(['form', 'json'] as const)('by %s makes a session of the account', async (format) => {
    const { id, username } = await newAccount()
    const browser = newBrowser()
    expect(await browser.viewer()).toBeUndefined()
    const response = await browser.signIn(username, PASSWORD, format)
    expect(response.status).toBe(200)
    expect(await browser.viewer()).toMatchObject({ id })
  })

  it('is refused with the same answer for an unknown name and a wrong password', async () => {
    const { username } = await newAccount()
    const [unknown, wrong] = await Promise.all(
      [newBrowser(), newBrowser()].map((browser, n) =>
        browser.signIn(n === 0 ? `${username}x` : username, 'not the password').then(async (response) => ({
          status: response.status,
          body: await response.json(),
          viewer: await browser.viewer(),
        })),
      ),
    )
    expect(wrong).toMatchObject({ status: 401, viewer: undefined })
    expect(unknown).toEqual(wrong)
  })

  it('is refused for a while after too many wrong passwords, even with the right one', async () => {
    const { username } = await newAccount()
    const browser = newBrowser()
    for (let n = 0; n < 4; n++) expect((await browser.signIn(username, 'not the password')).status).toBe(401)
    const refused = await browser.signIn(username, PASSWORD)
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(800)
    expect(await refused.json()).toMatchObject({ code: 'rate_limited' })
    expect(await browser.viewer()).toBeUndefined()
  })

  it('as often as one likes is no offence', async () => {
    const { id, username } = await newAccount()
    for (let n = 0; n < 6; n++) {
      const browser = newBrowser()
      await browser.signIn(username, PASSWORD)
      expect(await browser.viewer()).toMatchObject({ id })
    }
  })

  it('cannot be tried past its limit with a byte order mark before the form', async () => {
    const { username } = await newAccount()
    const browser = newBrowser()
    for (let n = 0; n < 4; n++) await browser.signIn(username, 'not the password')
    const form = `\uFEFF${new URLSearchParams({ username, password: PASSWORD })}`
    expect((await browser.call('callback/credentials', form)).status).toBe(429)
  })

  it('without the token of the page is refused', async () => {
    const { username } = await newAccount()
    const browser = newBrowser()
    await browser.call('callback/credentials', new URLSearchParams({ username, password: PASSWORD }).toString())
    expect(await browser.viewer()).toBeUndefined()
  })

  it('with a body that is none of ours is a refusal and not a failure', async () => {
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const { call } = newBrowser()
    expect((await call('callback/credentials', '{', 'application/json')).status).toBe(400)
    expect((await call('signout', '{', 'application/json')).status).toBe(400)
    expect((await call('callback/credentials', 'a'.repeat(maxBodyBytes() + 1))).status).toBe(413)
    const strange = JSON.stringify({ username: { toString: 1 }, password: [] })
    expect((await call('callback/credentials', strange, 'application/json')).status).toBeLessThan(500)
    expect((await call('_log', 'a=b')).status).toBe(404)
    expect(stderr).not.toHaveBeenCalled()
    stderr.mockRestore()
  })
})

it('signing out ends the session at once, also for a copy of its cookie', async () => {
  const { username } = await newAccount()
  const browser = newBrowser()
  await browser.signIn(username, PASSWORD)
  const copy = browser.cookieHeader()
  const viewer = await viewerOf(copy)
  expect(viewer).toBeDefined()
  await browser.signOut()
  expect(await browser.viewer()).toBeUndefined()
  expect(await viewerOf(copy)).toBeUndefined()
  expect(closed).toContain(viewer?.sessionId)
})

it('signing out in a tab that shows somebody else ends no session', async () => {
  const [gone, here] = await Promise.all([newAccount(), newAccount()])
  const browser = newBrowser()
  await browser.signIn(gone.username, PASSWORD)
  await browser.signIn(here.username, PASSWORD)
  const refused = await browser.signOut(gone.id)
  expect(refused.status).toBe(409)
  expect(await refused.json()).toMatchObject({ code: 'viewer_changed' })
  expect(await browser.viewer()).toMatchObject({ id: here.id })
  await browser.signOut(here.id)
  expect(await browser.viewer()).toBeUndefined()
  expect((await browser.signOut(here.id)).status).toBeLessThan(400) // Nobody's session is left to end.
})
