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
/** A network's tries of a day at one account that may use the reserve: enough for a slip or two. */
const FIRST_TRIES = 3
/** The reserve for them, as a multiple of what all strangers share. */
const RESERVE = 2

/** Gives back what was counted, after a try that was right. */
type Forgive = () => Promise<void>

/**
 * Counts a try to sign in by password; throws `rate_limited` when there is none left. A device on which the account
 * signed in before has tries of its own, which nobody else can use up. All others are strangers, counted by address and
 * by account, and count alike whether there is such an account or not.
 */
export async function consumeSignIn(username: unknown, address: string, cookies?: string): Promise<Forgive> {
  const account = normalizeUsername(typeof username === 'string' ? username : '')
    .replaceAll('\0', ' ') // PostgreSQL holds no NUL, and no account is called so.
    .slice(0, 64)
  const device = await deviceKey(account, cookies)
  if (device && (await isLeft(device, currentLimits().signInPerAccount))) return () => resetLimit(device)
  return countStranger(account, address)
}

/** Counts a try to say the current password in a session, apart from what strangers try at the account. */
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
 * Strangers share the tries at an account. Where others have used them up, a network that has hardly tried this account
 * today draws on a reserve: its owner on a new device gets in unless the attacker has hundreds of networks.
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

/** The network that whoever has this address may well have more of: a /24, or the /48 around an IPv6 /64. */
const networkAround = (address: string) =>
  isIPv4(address) ? address.slice(0, address.lastIndexOf('.')) : address.split(':').slice(0, 3).join(':')
