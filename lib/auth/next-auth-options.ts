import 'server-only'
import { headers } from 'next/headers'
import type { Account, LoggerInstance, NextAuthOptions, Profile, User } from 'next-auth'
import type { JWT, JWTDecodeParams } from 'next-auth/jwt'
import CredentialsProvider from 'next-auth/providers/credentials'
import GitHubProvider from 'next-auth/providers/github'
import GoogleProvider from 'next-auth/providers/google'
import type { Provider } from 'next-auth/providers/index'
import { credentialsInput } from '@/lib/accounts/schema'
import { checkCredentials, findOrCreateProviderUser } from '@/lib/accounts/service'
import { env } from '@/lib/env'
import { requestAddress } from '@/lib/http/client-address'
import { log } from '@/lib/log'
import { SESSION_LIFE } from '@/lib/session/rules'
import { endSession, startSession, userOfSession } from '@/lib/session/sessions'
import { openToken, sealToken } from '@/lib/session/token'
import { sessionSecret, viewerOf } from '@/lib/session/viewer'
import { githubUserinfo, verifiedEmail } from './verified-email'

/** Returns next-auth's options: our token format, and a session row for every token. */
export function authOptions(): NextAuthOptions {
  const maxAge = SESSION_LIFE.days * 86_400
  return {
    secret: sessionSecret(),
    logger,
    session: { strategy: 'jwt', maxAge },
    jwt: { maxAge, encode: async (params) => sealToken(params), decode: openLiveToken },
    // Its own pages are never shown; signing out is in the settings.
    pages: { signIn: '/sign-in', error: '/sign-in', verifyRequest: '/sign-in', signOut: '/settings' },
    providers: [credentials, ...Object.values(oauthProviders())],
    callbacks: {
      async jwt({ token, user, account, profile }) {
        if (!user) return token
        const elsewhere = account && account.type !== 'credentials' ? account : undefined
        const sub = elsewhere ? await userElsewhere(elsewhere, profile, user.name) : user.id
        return { sub, sid: await startSession(sub, await browser()) } // No other field of the profile is stored in the cookie.
      },
      session: ({ session }) => ({ expires: session.expires }), // Clients read the signed-in user from /api/me.
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.sid === 'string') await endSession(token.sid)
      },
    },
  }
}

/** Writes next-auth's log lines in our format. A wrong password is not logged. */
const logger: Partial<LoggerInstance> = {
  error(code, metadata) {
    const error = metadata instanceof Error ? metadata : metadata.error
    if (code === 'JWT_SESSION_ERROR' && error.message === 'JWT invalid') return // The session has ended.
    log.warn('next-auth could not do as asked', error, { code })
  },
  warn: (code) => log.warn('next-auth warns', undefined, { code }),
  debug() {},
}

const credentials = CredentialsProvider({
  credentials: { username: {}, password: {} },
  async authorize(sent) {
    const parsed = credentialsInput.safeParse(sent)
    if (!parsed.success) return null
    const id = await checkCredentials(parsed.data.username, parsed.data.password)
    return id ? { id } : null
  },
})

function userElsewhere({ provider, providerAccountId }: Account, profile: Profile | undefined, name: User['name']) {
  const account = { provider, providerAccountId, verifiedEmail: verifiedEmail(provider, profile) }
  return findOrCreateProviderUser(account, profile?.name ?? name ?? '')
}

/** Returns the providers for which the operator has set both variables. */
export function oauthProviders(): Record<string, Provider> {
  const { GITHUB_ID, GITHUB_SECRET, GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET } = env()
  return {
    ...(GITHUB_ID && GITHUB_SECRET
      ? { github: GitHubProvider({ clientId: GITHUB_ID, clientSecret: GITHUB_SECRET, userinfo: githubUserinfo }) }
      : {}),
    ...(GOOGLE_CLIENT_ID && GOOGLE_CLIENT_SECRET
      ? { google: GoogleProvider({ clientId: GOOGLE_CLIENT_ID, clientSecret: GOOGLE_CLIENT_SECRET }) }
      : {}),
  }
}

/** Returns user agent, address and the current session of the browser. That session ends when the new one starts. */
async function browser() {
  const sent = await headers()
  const header = (name: string) => sent.get(name) ?? undefined
  const before = await viewerOf(header('cookie'))
  return { userAgent: header('user-agent') ?? '', address: requestAddress(header), replaces: before?.sessionId }
}

/** Opens a token. Null when its session has ended: next-auth then deletes the cookie. */
async function openLiveToken(params: JWTDecodeParams): Promise<JWT | null> {
  const token = openToken(params)
  if (token?.sid === undefined) return token // State of a sign-in with a provider that is in progress.
  return typeof token.sid === 'string' && (await userOfSession(token.sid)) === token.sub ? token : null
}
