import 'server-only'
import { isIPv4 } from 'node:net'
import { database } from '@/db/client'
import { findPasswordHash } from '@/db/queries/users'
import { usernameTyped } from '@/lib/accounts/rules'
import { limitsInForce } from '@/lib/env'
import { rateLimited, restore, secondsToWait, spend } from '@/lib/rate-limits/service'
import { hasDevice, knownDevice } from './device'

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
export async function countSignIn(username: unknown, address: string, cookies?: string): Promise<Forgive> {
  const account = usernameTyped(typeof username === 'string' ? username : '')
    .replaceAll('\0', ' ') // PostgreSQL holds no NUL, and no account is called so.
    .slice(0, 64)
  const device = await deviceKey(account, cookies)
  if (device && (await isLeft(device, limitsInForce().signInPerAccount))) return () => restore(device)
  return countStranger(account, address)
}

/** Counts a try to say the current password in a session, apart from what strangers try at the account. */
export async function countCurrentPassword(sessionId: string): Promise<Forgive> {
  const key = `current-password:${sessionId}`
  await spend([{ key, most: limitsInForce().signInPerAccount, windowSeconds: WINDOW_SECONDS }])
  return () => restore(key)
}

async function deviceKey(account: string, cookies: string | undefined): Promise<string | undefined> {
  if (!hasDevice(cookies)) return undefined
  const row = await findPasswordHash(database(), account)
  const device = row?.passwordHash ? knownDevice(cookies, row.id, row.passwordHash) : undefined
  return device && `sign-in-on:${device}:${row?.id}`
}

/**
 * Strangers share the tries at an account. Where others have used them up, a network that has hardly tried this account
 * today draws on a reserve: its owner on a new device gets in unless the attacker has hundreds of networks.
 */
async function countStranger(account: string, address: string): Promise<Forgive> {
  const { signInPerAccount: most, signInPerAddress } = limitsInForce()
  await spend([{ key: `sign-in-from:${address}`, most: signInPerAddress, windowSeconds: WINDOW_SECONDS }])
  const [first, shared, reserve] = [
    `sign-in-first:${networkAround(address)}:${account}`,
    `sign-in:${account}`,
    `sign-in-reserve:${account}`,
  ]
  const isNew = await isLeft(first, Math.min(FIRST_TRIES, most), DAY_SECONDS)
  const wait = await secondsToWait([{ key: shared, most, windowSeconds: WINDOW_SECONDS }])
  if (wait > 0 && !(isNew && (await isLeft(reserve, most * RESERVE)))) throw rateLimited(wait)
  return async () => {
    for (const key of [first, shared, reserve]) await restore(key)
  }
}

const isLeft = async (key: string, most: number, windowSeconds = WINDOW_SECONDS) =>
  (await secondsToWait([{ key, most, windowSeconds }])) === 0

/** The network that whoever has this address may well have more of: a /24, or the /48 around an IPv6 /64. */
const networkAround = (address: string) =>
  isIPv4(address) ? address.slice(0, address.lastIndexOf('.')) : address.split(':').slice(0, 3).join(':')
