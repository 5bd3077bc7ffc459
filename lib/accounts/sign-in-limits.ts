import 'server-only'
import { isIPv4 } from 'node:net'
import { database } from '@/db/client'
import { findPasswordHash } from '@/db/queries/users'
import { currentLimits } from '@/lib/env'
import { consume, rateLimited, resetLimit, tryConsume } from '@/lib/rate-limits/service'
import { deviceOfCookie, hasDevice } from './device-cookie'
import { normalizeUsername } from './rules'

const WINDOW_SECONDS = 15 * 60
const DAY_SECONDS = 86_400
/** Attempts per day of one network at one account that may use the reserve. */
const FIRST_TRIES = 3
/** Size of the reserve as a multiple of the limit shared by unknown devices. */
const RESERVE = 2

/** Refunds the attempt after a correct password. */
type Forgive = () => Promise<void>

/**
 * Consumes one attempt to sign in with a password; throws `rate_limited` when none is left. A device on which the
 * account has signed in before has its own limit, which nobody else can use up. All other devices are limited by
 * address and by account, in the same way whether the account exists or not.
 */
export async function consumeSignIn(username: unknown, address: string, cookies?: string): Promise<Forgive> {
  const account = normalizeUsername(typeof username === 'string' ? username : '')
    .replaceAll('\0', ' ') // PostgreSQL cannot store NUL, and no account has such a name.
    .slice(0, 64)
  const device = await deviceKey(account, cookies)
  if (device && (await isLeft(device, currentLimits().signInPerAccount))) return () => resetLimit(device)
  return countStranger(account, address)
}

/** Consumes one attempt to confirm the current password in a session, separately from sign-in attempts. */
export async function consumeCurrentPassword(sessionId: string): Promise<Forgive> {
  const key = `current-password:${sessionId}`
  await consume([{ key, max: currentLimits().signInPerAccount, windowSeconds: WINDOW_SECONDS }])
  return () => resetLimit(key)
}

async function deviceKey(account: string, cookies: string | undefined): Promise<string | undefined> {
  if (!hasDevice(cookies)) return undefined
  const row = await findPasswordHash(database(), account)
  const device = row?.passwordHash ? deviceOfCookie(cookies, row.id, row.passwordHash) : undefined
  return device && `sign-in-on:${device}:${row?.id}`
}

/**
 * Consumes one of the attempts that all unknown devices share at an account. When they are used up, a network with few
 * attempts at this account today may use a reserve, so that the owner on a new device can sign in unless the attacker
 * has hundreds of networks.
 */
async function countStranger(account: string, address: string): Promise<Forgive> {
  const { signInPerAccount: max, signInPerAddress } = currentLimits()
  await consume([{ key: `sign-in-from:${address}`, max: signInPerAddress, windowSeconds: WINDOW_SECONDS }])
  const [first, shared, reserve] = [
    `sign-in-first:${networkAround(address)}:${account}`,
    `sign-in:${account}`,
    `sign-in-reserve:${account}`,
  ]
  const isNew = await isLeft(first, Math.min(FIRST_TRIES, max), DAY_SECONDS)
  const wait = await tryConsume([{ key: shared, max, windowSeconds: WINDOW_SECONDS }])
  if (wait > 0 && !(isNew && (await isLeft(reserve, max * RESERVE)))) throw rateLimited(wait)
  return async () => {
    for (const key of [first, shared, reserve]) await resetLimit(key)
  }
}

const isLeft = async (key: string, max: number, windowSeconds = WINDOW_SECONDS) =>
  (await tryConsume([{ key, max, windowSeconds }])) === 0

/**
 * Returns the network whose addresses may belong to one customer: the /24 of an IPv4 address, the /48 of an IPv6 /64.
 */
const networkAround = (address: string) =>
  isIPv4(address) ? address.slice(0, address.lastIndexOf('.')) : address.split(':').slice(0, 3).join(':')
