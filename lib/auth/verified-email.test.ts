import 'next/dist/server/node-environment-baseline'
import { eq } from 'drizzle-orm'
import type { Account, Profile } from 'next-auth'
import type { UserinfoEndpointHandler } from 'next-auth/providers/oauth'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { database } from '@/db/client'
import { oauthAccounts } from '@/db/schema'
import { setEnvDefaults } from '@/lib/env'
import { newId } from '@/lib/ids'
import { setUpKith } from '@/tests/support/environment'
import { withinRequest } from '@/tests/support/request'
import { authOptions, oauthProviders } from './next-auth-options'
import { verifiedEmail } from './verified-email'

setUpKith()

const EMAILS = 'https://api.github.com/user/emails'

beforeAll(() => setEnvDefaults({ GITHUB_ID: 'an id', GITHUB_SECRET: 'a secret' }))
afterEach(() => vi.unstubAllGlobals())

/** GitHub as far as next-auth sees it: the profile, and what it answers about addresses. */
async function githubProfile(emails: () => Promise<Response>, email: string | null = null): Promise<Profile> {
  const asked = vi.fn<typeof fetch>(() => emails())
  vi.stubGlobal('fetch', asked)
  const { github } = oauthProviders()
  const { userinfo } = Object(github).options as { userinfo: UserinfoEndpointHandler }
  const client = { userinfo: async () => ({ id: 7, login: 'zoe', name: 'Zoë', email }) }
  const profile = await userinfo.request?.(Object({ client, tokens: { access_token: 'a token' } }))
  expect(asked).toHaveBeenCalledExactlyOnceWith(EMAILS, expect.objectContaining({ signal: expect.any(AbortSignal) }))
  if (!profile) throw new Error('The provider read no profile.')
  return profile
}

const says =
  (body: unknown, status = 200) =>
  () =>
    Promise.resolve(Response.json(body, { status }))
const address = (email: string, primary: boolean, verified: boolean) => ({ email, primary, verified })

describe('the address that a provider vouches for', () => {
  it('the e-mail address of Google is used when it is verified', () => {
    const google = (email: unknown, email_verified: unknown) =>
      verifiedEmail('google', Object({ sub: '1', name: 'Zoë', email, email_verified }))
    expect(google('Zoe@Example.org', true)).toBe('zoe@example.org')
    for (const verified of [false, 'true', 1, undefined]) expect(google('zoe@example.org', verified)).toBeNull()
    for (const email of [undefined, null, '', 'zoe', 'a b@example.org', 'a@b@c', `${'a'.repeat(250)}@b.org`])
      expect(google(email, true)).toBeNull()
  })

  it('the primary verified address of GitHub is used', async () => {
    const others = [address('old@example.org', false, true), address('new@example.org', false, false)]
    const profile = await githubProfile(says([...others, address('Zoe@Example.org', true, true)]), 'public@example.org')
    expect(profile).toMatchObject({ id: 7, name: 'Zoë' })
    expect(verifiedEmail('github', profile)).toBe('zoe@example.org')
  })

  it('public, unverified and secondary addresses of GitHub are not used', async () => {
    for (const emails of [[], [address('zoe@example.org', true, false), address('old@example.org', false, true)]])
      expect(verifiedEmail('github', await githubProfile(says(emails), 'public@example.org'))).toBeNull()
  })

  it('a failed request for GitHub addresses does not prevent signing in', async () => {
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const refusals = [says({ message: 'Not Found' }, 404), says('?'), () => Promise.reject(new Error('no route'))]
    for (const emails of refusals)
      expect(verifiedEmail('github', await githubProfile(emails, 'public@example.org'))).toBeNull()
    stderr.mockRestore()
  })

  it('unknown providers and fields of other providers give no address', () => {
    const profile = Object({ email: 'zoe@example.org', email_verified: true, verifiedEmail: 'zoe@example.org' })
    expect(verifiedEmail('elsewhere', profile)).toBeNull()
    expect(verifiedEmail('github', Object({ email: 'zoe@example.org', email_verified: true }))).toBeNull()
    expect(verifiedEmail('google', Object({ verifiedEmail: 'zoe@example.org' }))).toBeNull()
    expect(verifiedEmail('google', undefined)).toBeNull()
  })
})

it('the address is stored at each sign-in and removed when it is no longer verified', async () => {
  const providerAccountId = newId()
  const account: Account = { provider: 'google', type: 'oauth', providerAccountId }
  const signIn = async (email_verified: boolean) => {
    const sent = {
      token: {},
      user: { id: providerAccountId },
      account,
      profile: Object({ name: 'Zoë', email: 'Zoe@Example.org', email_verified }),
    }
    const token = await withinRequest(new Headers({ 'user-agent': 'test' }), async () =>
      authOptions().callbacks?.jwt?.(sent),
    )
    expect(Object.keys(token ?? {})).toEqual(['sub', 'sid'])
    const rows = await database()
      .select({ email: oauthAccounts.verifiedEmail })
      .from(oauthAccounts)
      .where(eq(oauthAccounts.providerAccountId, providerAccountId))
    return rows.map(({ email }) => email)
  }
  expect(await signIn(true)).toEqual(['zoe@example.org'])
  expect(await signIn(false)).toEqual([null])
  expect(await signIn(true)).toEqual(['zoe@example.org'])
})
