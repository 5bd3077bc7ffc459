import 'server-only'
import { database, type Tx } from '@/db/client'
import { createCursor } from '@/db/queries/events'
import {
  findOauthUser,
  findPasswordHash,
  insertOauthAccount,
  insertUser,
  lockOauthAccount,
  updateVerifiedEmail,
} from '@/db/queries/users'
import { currentLimits, env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { foldForSearch } from '@/lib/folding'
import { newId } from '@/lib/ids'
import { consume } from '@/lib/rate-limits/service'
import { assertUncommon, hashPassword, passwordMatches } from './passwords'
import { type CreateAccountInput, displayName, MAX_DISPLAY_NAME_LENGTH, type Self } from './schema'
import { isReserved } from './usernames'

const HOUR = 3600

/**
 * Creates an account. Throws `username_taken`, `invalid` for a reserved username or a common password, and
 * `rate_limited` per address.
 */
export async function createAccount(input: CreateAccountInput, address: string): Promise<Self> {
  if (isReserved(input.username, env().KITH_RESERVED_USERNAMES))
    throw new AppError('invalid', 'invalid', 'That username is reserved.', {
      errors: { username: 'That username is reserved. Choose another one.' },
    })
  assertUncommon(input.password, 'password')
  await consume([{ key: `sign-up:${address}`, max: currentLimits().signUpPerAddress, windowSeconds: HOUR }])
  const passwordHash = await hashPassword(input.password)
  const user = await database().transaction((tx) => insertAccount(tx, input.username, input.displayName, passwordHash))
  if (!user)
    throw new AppError('conflict', 'username_taken', 'That username is taken.', {
      errors: { username: 'That username is taken.' },
    })
  return user
}

/**
 * Returns the id of the user with this name and password. A wrong name and a wrong password give the same result in the
 * same time.
 */
export async function checkCredentials(username: string, password: string): Promise<string | undefined> {
  const row = await findPasswordHash(database(), username)
  return (await passwordMatches(row?.passwordHash, password)) ? row?.id : undefined
}

/** An account at another provider, with the e-mail address that the provider has verified. */
interface OutsideAccount {
  provider: string
  providerAccountId: string
  verifiedEmail: string | null
}

/**
 * Returns the user of an account at another provider and creates it at the first sign-in. The verified e-mail address
 * is stored only so that the user can be found by it, and is replaced at each sign-in. Accounts are never linked by it.
 */
export async function findOrCreateProviderUser(account: OutsideAccount, name: string): Promise<string> {
  const { provider, providerAccountId, verifiedEmail } = account
  const known = await findOauthUser(database(), provider, providerAccountId)
  if (!known) return openFromOutside(account, shownName(name))
  if (known.verifiedEmail !== verifiedEmail)
    await updateVerifiedEmail(database(), provider, providerAccountId, verifiedEmail)
  return known.userId
}

function openFromOutside(account: OutsideAccount, name: string): Promise<string> {
  return database().transaction(async (tx) => {
    await lockOauthAccount(tx, account.provider, account.providerAccountId) // Two parallel first sign-ins of the same account.
    const known = await findOauthUser(tx, account.provider, account.providerAccountId)
    if (known) return known.userId
    for (;;) {
      const user = await insertAccount(tx, freeUsername(name), name, null)
      if (!user) continue
      await insertOauthAccount(tx, { ...account, userId: user.id })
      return user.id
    }
  })
}

async function insertAccount(tx: Tx, username: string, displayName: string, passwordHash: string | null) {
  const user = await insertUser(tx, { id: newId(), username, displayName, passwordHash })
  if (user) await createCursor(tx, user.id)
  return user
}

/**
 * Returns the provider's name for the user, cut to the allowed length, and without emoji and marks when it is not
 * allowed otherwise.
 */
function shownName(name: string): string {
  const printable = name
    .toWellFormed()
    .replace(/\p{Cc}/gu, ' ')
    .normalize('NFC')
  const plain = printable.replace(/[\p{C}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}]|(?<=\p{M})\p{M}/gu, '')
  for (const written of [printable, plain]) {
    const cut = displayName.safeParse([...written.trim()].slice(0, MAX_DISPLAY_NAME_LENGTH).join(''))
    if (cut.success) return cut.data
  }
  return 'New here'
}

/** Returns a username made from the provider's name, with a random suffix. */
function freeUsername(name: string): string {
  const base = foldForSearch(name)
    .replace(/[^a-z0-9_.]/g, '')
    .replace(/\.{2,}/g, '.')
    .slice(0, 20)
    .replace(/^[._]+|[._]+$/g, '')
  const isUsable = base !== '' && !isReserved(base, env().KITH_RESERVED_USERNAMES)
  return `${isUsable ? base : 'person'}_${newId().slice(-6)}`
}
