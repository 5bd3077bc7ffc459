import 'server-only'
import type { Profile } from 'next-auth'
import type { GithubProfile } from 'next-auth/providers/github'
import type { UserinfoEndpointHandler } from 'next-auth/providers/oauth'
import { z } from 'zod'
import { emailAddress } from '@/lib/accounts/schema'
import { log } from '@/lib/log'

const REQUEST_TIMEOUT_MS = 10_000

/** https://docs.github.com/en/rest/users/emails: the list of the signed-in person's addresses. */
const GITHUB_EMAILS = 'https://api.github.com/user/emails'
const githubEmails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }))

const verifiedProfiles = {
  /** https://developers.google.com/identity/openid-connect/openid-connect#obtainuserinfo */
  google: z.object({ email: emailAddress, email_verified: z.literal(true) }).transform(({ email }) => email),
  github: z.object({ verifiedEmail: emailAddress }).transform(({ verifiedEmail }) => verifiedEmail),
}

/**
 * Returns the e-mail address that the provider has verified, in lower case; null without one or for an unknown
 * provider.
 */
export function verifiedEmail(provider: string, profile: Profile | undefined): string | null {
  switch (provider) {
    case 'google':
    case 'github':
      return verifiedProfiles[provider].safeParse(profile).data ?? null
    default:
      return null
  }
}

/**
 * Reads GitHub's profile with `verifiedEmail` beside it. Its own `email` is the public one or any other, checked or not:
 * it proves nothing.
 */
export const githubUserinfo: UserinfoEndpointHandler = {
  async request({ client, tokens }) {
    const profile = await client.userinfo<GithubProfile>(tokens.access_token ?? '')
    return { ...profile, verifiedEmail: await primaryVerified(tokens.access_token ?? '') }
  },
}

/** Null when GitHub gives none: signing in needs no address. */
async function primaryVerified(token: string): Promise<string | null> {
  try {
    const response = await fetch(GITHUB_EMAILS, {
      headers: { authorization: `Bearer ${token}`, accept: 'application/vnd.github+json' },
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    })
    if (!response.ok) return null
    const emails = githubEmails.parse(await response.json())
    return emails.find(({ primary, verified }) => primary && verified)?.email ?? null
  } catch (error) {
    log.warn('reading the e-mail addresses from GitHub failed', error)
    return null
  }
}
