import 'server-only'
import { database } from '@/db/client'
import { createCursor } from '@/db/queries/events'
import { findOauthUser, findPasswordHash, insertOauthAccount, insertUser } from '@/db/queries/users'
import { limitsInForce } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/ids'
import { spend } from '@/lib/rate-limits/service'
import { hashPassword, passwordMatches } from './passwords'
import { isCommonPassword } from './rules'
import type { CreateAccountInput, Self } from './schema'

const HOUR = 3600

/** Opens an account. Refuses `username_taken`, a common password (`invalid`), and too many from one address. */
export async function createAccount(input: CreateAccountInput, address: string): Promise<Self> {
  if (isCommonPassword(input.password))
    throw new AppError('invalid', 'invalid', 'That password is too common.', {
      errors: { password: 'Choose a less common password.' },
    })
  await spend([{ key: `sign-up:${address}`, most: limitsInForce().signUpPerAddress, windowSeconds: HOUR }])
  const user = await insertAccount(input.username, input.displayName, await hashPassword(input.password))
  if (!user)
    throw new AppError('conflict', 'username_taken', 'That username is taken.', {
      errors: { username: 'That username is taken.' },
    })
  return user
}

/** The user's id when name and password belong together; the same answer and time for either being wrong. */
export async function checkCredentials(username: string, password: string): Promise<string | undefined> {
  const row = await findPasswordHash(database(), username)
  return (await passwordMatches(row?.passwordHash, password)) ? row?.id : undefined
}

/** The user behind an account at another provider; opened at the first visit, never joined by e-mail address. */
export async function userOfProvider(provider: string, providerAccountId: string, name: string): Promise<string> {
  const known = await findOauthUser(database(), provider, providerAccountId)
  if (known) return known.userId
  const displayName = name.trim().slice(0, 60) || 'New here'
  for (;;) {
    const user = await insertAccount(freeUsername(displayName), displayName, null, { provider, providerAccountId })
    if (user) return user.id
  }
}

interface ProviderAccount {
  provider: string
  providerAccountId: string
}

function insertAccount(username: string, displayName: string, passwordHash: string | null, from?: ProviderAccount) {
  return database().transaction(async (tx) => {
    const user = await insertUser(tx, { id: newId(), username, displayName, passwordHash })
    if (!user) return undefined
    await createCursor(tx, user.id)
    if (from) await insertOauthAccount(tx, { ...from, userId: user.id })
    return user
  })
}

function freeUsername(name: string): string {
  const base = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9_.]/g, '')
    .slice(0, 20)
  return `${base || 'friend'}_${newId().slice(-6)}`
}
