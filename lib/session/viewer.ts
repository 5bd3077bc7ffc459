import 'server-only'
import { LRUCache } from 'lru-cache'
import { env } from '@/lib/env'
import { singleton } from '@/lib/singletons'
import { userOfSession } from './sessions'
import { openToken } from './token'

/** The user who makes the request; always one with a live session. */
export interface Viewer {
  id: string
  sessionId: string
}

/** Name of the session cookie; browsers accept the prefix `__Secure-` over https only. */
export const sessionCookie = () =>
  env().KITH_URL.startsWith('https:') ? '__Secure-next-auth.session-token' : 'next-auth.session-token'

export function sessionSecret(): string {
  const { NEXTAUTH_SECRET } = env()
  if (!NEXTAUTH_SECRET) throw new Error('NEXTAUTH_SECRET is not set: the start-up provides it, or the host does.')
  return NEXTAUTH_SECRET
}

/** Returns the viewer of a Cookie header, or undefined. Costs map look-ups for a known token and session. */
export function viewerOf(cookies: string | undefined): Viewer | undefined | Promise<Viewer | undefined> {
  const token = cookies === undefined ? undefined : cookieValue(cookies, sessionCookie())
  const claims = token ? claimsOf(token) : undefined
  if (!claims || claims.expiresAt <= Date.now()) return undefined
  const { viewer } = claims
  const confirm = (userId: string | undefined) => (userId === viewer.id ? viewer : undefined)
  const owner = userOfSession(viewer.sessionId)
  return owner instanceof Promise ? owner.then(confirm) : confirm(owner)
}

interface Claims {
  viewer: Viewer
  expiresAt: number
}

const opened = () => singleton('opened tokens', () => new LRUCache<string, Claims>({ max: 50_000 }))

function claimsOf(token: string): Claims | undefined {
  const known = opened().get(token)
  if (known) return known
  const payload = openToken({ token, secret: sessionSecret() })
  if (typeof payload?.sub !== 'string' || typeof payload.sid !== 'string') return undefined
  const claims = { viewer: { id: payload.sub, sessionId: payload.sid }, expiresAt: Number(payload.exp) * 1000 }
  opened().set(token, claims)
  return claims
}

export function cookieValue(cookies: string, name: string): string | undefined {
  for (const pair of cookies.split(';')) {
    const equals = pair.indexOf('=')
    if (pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim()
  }
  return undefined
}
