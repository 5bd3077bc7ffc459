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
import { type CreateAccountInput, DISPLAY_NAME_MAX, displayName, type Self } from './schema'
import { isReserved } from './usernames'

const HOUR = 3600

/**
 * Opens an account. Refuses `username_taken`, a reserved username and a common password (`invalid`), and too many from
 * one address.
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

/** The user's id when name and password belong together; the same answer and time for either being wrong. */
export async function checkCredentials(username: string, password: string): Promise<string | undefined> {
  const row = await findPasswordHash(database(), username)
  return (await passwordMatches(row?.passwordHash, password)) ? row?.id : undefined
}

/** An account at another provider, with the address that the provider vouches for at this visit. */
interface OutsideAccount {
  provider: string
  providerAccountId: string
  verifiedEmail: string | null
}

/**
 * The user behind an account at another provider; opened at the first visit. The e-mail address is kept for being found
 * by and for as long as the provider vouches for it; accounts are never joined by it.
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
    await lockOauthAccount(tx, account.provider, account.providerAccountId) // Two first visits at once are one person's.
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

/** A provider's name for somebody, cut to what Kith shows; without emoji and marks rather than not at all. */
function shownName(name: string): string {
  const printable = name
    .toWellFormed()
    .replace(/\p{Cc}/gu, ' ')
    .normalize('NFC')
  const plain = printable.replace(/[\p{C}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}]|(?<=\p{M})\p{M}/gu, '')
  for (const written of [printable, plain]) {
    const cut = displayName.safeParse([...written.trim()].slice(0, DISPLAY_NAME_MAX).join(''))
    if (cut.success) return cut.data
  }
  return 'New here'
}

/** A username made of a provider's name for somebody, with an end by chance. */
function freeUsername(name: string): string {
  const base = foldForSearch(name)
    .replace(/[^a-z0-9_.]/g, '')
    .replace(/\.{2,}/g, '.')
    .slice(0, 20)
    .replace(/^[._]+|[._]+$/g, '')
  const isUsable = base !== '' && !isReserved(base, env().KITH_RESERVED_USERNAMES)
  return `${isUsable ? base : 'person'}_${newId().slice(-6)}`
}
