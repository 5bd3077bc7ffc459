import 'server-only'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { database } from '@/db/client'
import { findPasswordHashOf } from '@/db/queries/profiles'
import { env } from '@/lib/env'
import { newId } from '@/lib/ids'
import { openToken, sealToken } from '@/lib/session/token'
import { cookieValue, sessionSecret } from '@/lib/session/viewer'

/** As long as browsers keep a cookie. */
const LIFE_SECONDS = 400 * 86_400
/** The accounts that a device is remembered for, the one signed in last first. */
const ACCOUNTS_MOST = 8
/** Gives these cookies a key of their own. */
const SALT = 'kith device'

const sealed = z.object({ device: z.string(), accounts: z.array(z.tuple([z.string(), z.string()])) })

/** A browser that signed in before, and the accounts it did so with, each with a fingerprint of its password hash. */
type Device = z.infer<typeof sealed>

/** The name of the cookie by which a device is known; browsers keep the `__Secure-` kind to https. */
const deviceCookie = () => (isSecure() ? '__Secure-kith-device' : 'kith-device')

const isSecure = () => env().KITH_URL.startsWith('https:')

/**
 * Returns the id of the device behind a Cookie header when this account signed in on it with the password that is still
 * the account's. A forged cookie, one that is over, and one of other accounts are no device's.
 */
export function deviceOfCookie(cookies: string | undefined, userId: string, passwordHash: string): string | undefined {
  const device = openDevice(cookies)
  const known = device?.accounts.some(([id, print]) => id === userId && print === fingerprint(passwordHash))
  return known ? device?.device : undefined
}

export const hasDevice = (cookies: string | undefined): boolean => openDevice(cookies) !== undefined

/** Returns the Set-Cookie value that names the account on this device; undefined for an account without a password. */
export async function rememberDevice(cookies: string | undefined, userId: string): Promise<string | undefined> {
  const passwordHash = (await findPasswordHashOf(database(), userId))?.passwordHash
  if (!passwordHash) return undefined
  const { device, accounts } = openDevice(cookies) ?? { device: newId(), accounts: [] }
  const others = accounts.filter(([id]) => id !== userId)
  const kept = [[userId, fingerprint(passwordHash)], ...others].slice(0, ACCOUNTS_MOST)
  const value = sealToken({
    token: { device, accounts: kept },
    secret: sessionSecret(),
    salt: SALT,
    maxAge: LIFE_SECONDS,
  })
  const flags = `Path=/api; Max-Age=${LIFE_SECONDS}; HttpOnly; SameSite=Lax${isSecure() ? '; Secure' : ''}`
  return `${deviceCookie()}=${value}; ${flags}`
}

function openDevice(cookies: string | undefined): Device | undefined {
  const token = cookies && cookieValue(cookies, deviceCookie())
  return token ? sealed.safeParse(openToken({ token, secret: sessionSecret(), salt: SALT })).data : undefined
}

const fingerprint = (passwordHash: string) => createHash('sha256').update(passwordHash).digest('base64url').slice(0, 22)
