import 'next/dist/server/node-environment-baseline'
import { sql } from 'drizzle-orm'
import { NextRequest } from 'next/server'
import { describe, expect, it, vi } from 'vitest'
import { database } from '@/db/client'
import { createAccount } from '@/lib/accounts/service'
import { maxBodyBytes } from '@/lib/http/body'
import { newId } from '@/lib/ids'
import { VIEWER_HEADER } from '@/lib/session/rules'
import { endSession, userOfSession } from '@/lib/session/sessions'
import { openToken } from '@/lib/session/token'
import { sessionCookie, sessionSecret, viewerOf } from '@/lib/session/viewer'
import { setUpKith } from '@/tests/support/environment'
import { withinRequest } from '@/tests/support/request'
import { handleAuthRequest } from './next-auth-handler'
import { authOptions } from './next-auth-options'

const { closed } = setUpKith({ limits: { signInPerAccount: 4, signInPerAddress: 1e9 } })

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
    const response = await withinRequest(headers, () => handleAuthRequest(request, context))
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
    /** `shown` is the user whom the requesting tab shows. */
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
  it('signing in again in the same browser ends the previous session', async () => {
    const [first, second] = [await newAccount(), await newAccount()]
    const browser = newBrowser()
    await browser.signIn(first.username, PASSWORD)
    for (const { id, username } of [first, second]) {
      const before = browser.cookieHeader()
      const replaced = await viewerOf(before)
      expect(replaced).toMatchObject({ id: first.id })
      await browser.signIn(username, PASSWORD)
      expect(await viewerOf(before)).toBeUndefined()
      expect(closed).toContain(replaced?.sessionId)
      expect(await browser.viewer()).toMatchObject({ id })
    }
  })

  it('signing in through another provider ends the previous session', async () => {
    const { username } = await newAccount()
    const browser = newBrowser()
    await browser.signIn(username, PASSWORD)
    const replaced = await browser.viewer()
    const account = { type: 'oauth' as const, provider: 'github', providerAccountId: newId() }
    const user = { id: account.providerAccountId, name: 'Some One' }
    const token = await withinRequest(new Headers({ cookie: browser.cookieHeader() }), async () =>
      authOptions().callbacks?.jwt?.({ token: {}, user, account }),
    )
    expect(await userOfSession(String(token?.sid))).toBe(token?.sub)
    expect(await browser.viewer()).toBeUndefined()
    expect(closed).toContain(replaced?.sessionId)
  })

  it('signing in with a wrong password ends no session', async () => {
    const { id, username } = await newAccount()
    const browser = newBrowser()
    await browser.signIn(username, PASSWORD)
    expect((await browser.signIn(username, 'not the password')).status).toBe(401)
    expect(await browser.viewer()).toMatchObject({ id })
  })

  it.each(['form', 'json'] as const)('signing in by %s creates a session of the account', async (format) => {
    const { id, username } = await newAccount()
    const browser = newBrowser()
    expect(await browser.viewer()).toBeUndefined()
    const response = await browser.signIn(username, PASSWORD, format)
    expect(response.status).toBe(200)
    expect(await browser.viewer()).toMatchObject({ id })
  })

  it('an unknown name and a wrong password get the same answer', async () => {
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

  it('sign-in is refused for a while after too many wrong passwords, even with the right one', async () => {
    const { username } = await newAccount()
    const browser = newBrowser()
    for (let n = 0; n < 4; n++) expect((await browser.signIn(username, 'not the password')).status).toBe(401)
    const refused = await browser.signIn(username, PASSWORD)
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(800)
    expect(await refused.json()).toMatchObject({ code: 'rate_limited' })
    expect(await browser.viewer()).toBeUndefined()
  })

  it('a device that signed in before can sign in while unknown devices are refused, also after signing out', async () => {
    const { id, username } = await newAccount()
    const known = newBrowser()
    await known.signIn(username, PASSWORD)
    await known.signOut()
    const stranger = newBrowser()
    for (let n = 0; n < 4; n++) await stranger.signIn(username, 'not the password')
    expect((await newBrowser().signIn(username, PASSWORD)).status).toBe(429)
    expect((await known.signIn(username, 'not the password')).status).toBe(401)
    expect((await known.signIn(username, PASSWORD)).status).toBe(200)
    expect(await known.viewer()).toMatchObject({ id })
  })

  it('a device that only tried, or that belongs to another account, gets no limit of its own', async () => {
    const [victim, attacker] = [await newAccount(), await newAccount()]
    const browser = newBrowser()
    await browser.signIn(victim.username, 'not the password')
    expect(browser.cookieHeader()).not.toContain('kith-device')
    await browser.signIn(attacker.username, PASSWORD)
    expect(browser.cookieHeader()).toContain('kith-device')
    for (let n = 0; n < 3; n++) await browser.signIn(victim.username, 'not the password')
    expect((await browser.signIn(victim.username, PASSWORD)).status).toBe(429)
  })

  it('any number of successful sign-ins is allowed', async () => {
    const { id, username } = await newAccount()
    for (let n = 0; n < 6; n++) {
      const browser = newBrowser()
      await browser.signIn(username, PASSWORD)
      expect(await browser.viewer()).toMatchObject({ id })
    }
  })

  it('a byte order mark before the form does not bypass the limit', async () => {
    const { username } = await newAccount()
    const browser = newBrowser()
    for (let n = 0; n < 4; n++) await browser.signIn(username, 'not the password')
    const form = `\uFEFF${new URLSearchParams({ username, password: PASSWORD })}`
    expect((await browser.call('callback/credentials', form)).status).toBe(429)
  })

  it('signing in without the CSRF token is refused', async () => {
    const { username } = await newAccount()
    const browser = newBrowser()
    await browser.call('callback/credentials', new URLSearchParams({ username, password: PASSWORD }).toString())
    expect(await browser.viewer()).toBeUndefined()
  })

  it('signing in with an unknown body is refused without a server error', async () => {
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

it('unknown paths of next-auth get a problem document', async () => {
  const { call } = newBrowser()
  for (const answer of [
    await call('nope'),
    await call('csrf', 'a=b'),
    await call('providers', 'a=b'),
    await call('a/b/c'),
  ]) {
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
  }
})

it.each([
  ['signin', '/sign-in'],
  ['signin/github', '/sign-in'],
  ['signout', '/settings'],
  ['error', '/sign-in'],
  ['verify-request', '/sign-in'],
])("next-auth's own page %s leads to %s of Kith", async (page, place) => {
  const answer = await newBrowser().call(page)
  expect(answer.status).toBe(302)
  expect(new URL(answer.headers.get('location') ?? '', URL_OF_AUTH).pathname).toBe(place)
})

it('signing out ends the session immediately, also for a copied cookie', async () => {
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

it('signing out in a tab that shows another user ends no session', async () => {
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

describe('a cookie that next-auth renews', () => {
  const endOf = (browser: ReturnType<typeof newBrowser>) => {
    const token = browser.cookieHeader().split(`${sessionCookie()}=`)[1]?.split(';')[0] ?? ''
    return openToken({ token, secret: sessionSecret() })?.exp
  }

  it('a renewed cookie names the same session and has the same expiry', async () => {
    const { username } = await newAccount()
    const browser = newBrowser()
    await browser.signIn(username, PASSWORD)
    const [viewer, end, first] = [await browser.viewer(), endOf(browser), browser.cookieHeader()]
    expect(end).toBeGreaterThan(Date.now() / 1000 + 364 * 86_400)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 100 * 86_400_000 })
    await browser.call('session')
    vi.useRealTimers()
    expect(browser.cookieHeader()).not.toBe(first)
    expect(await browser.viewer()).toEqual(viewer)
    expect(endOf(browser)).toBe(end)
  })

  it.each(['revoked', 'deleted'])('a session cookie is deleted once its session was %s', async (how) => {
    const { username } = await newAccount()
    const browser = newBrowser()
    await browser.signIn(username, PASSWORD)
    const { sessionId = '' } = (await browser.viewer()) ?? {}
    await browser.call('session')
    const renewed = browser.cookieHeader()
    if (how === 'revoked') await endSession(sessionId)
    else await database().execute(sql`delete from sessions where id = ${sessionId}`)
    await expect.poll(() => viewerOf(renewed)).toBeUndefined()
    const answer = await browser.call('session')
    expect(await answer.json()).toEqual({})
    expect(browser.cookieHeader()).not.toContain(sessionCookie())
  })
})
