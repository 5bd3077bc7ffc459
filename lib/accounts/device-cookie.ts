import 'server-only'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { database } from '@/db/client'
import { findPasswordHashOf } from '@/db/queries/profiles'
import { env } from '@/lib/env'
import { newId } from '@/lib/ids'
import { openToken, sealToken } from '@/lib/session/token'
import { cookieValue, sessionSecret } from '@/lib/session/viewer'

/** Maximum lifetime of a cookie in browsers. */
const LIFE_SECONDS = 400 * 86_400
/** Maximum number of accounts remembered on a device, the last one signed in first. */
const ACCOUNTS_MOST = 8
/** Gives these cookies their own key. */
const SALT = 'kith device'

const sealed = z.object({ device: z.string(), accounts: z.array(z.tuple([z.string(), z.string()])) })

/** A browser that has signed in before, with its accounts and a fingerprint of the password hash of each. */
type Device = z.infer<typeof sealed>

/** Name of the device cookie; browsers accept the prefix `__Secure-` over https only. */
const deviceCookie = () => (isSecure() ? '__Secure-kith-device' : 'kith-device')

const isSecure = () => env().KITH_URL.startsWith('https:')

/**
 * Returns the id of the device in a Cookie header when this account has signed in on it with its current password.
 * Undefined for a forged or expired cookie and for one of other accounts.
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
