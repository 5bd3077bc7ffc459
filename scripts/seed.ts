import 'server-only'
import { database } from '@/db/client'
import { insertSeed, SEEDS, SeedError } from '@/db/seed'
import { hashPassword } from '@/lib/accounts/passwords'
import { step } from './console.mjs'

/** The public password of every seeded account; use seeds only on machines that nobody else can reach. */
const PASSWORD = 'kith-and-friends'

/** Fills the database with the data of 30 users, or of 10,000 with `--large`. */
export async function main(args: readonly string[]) {
  const size = sizeOf(args)
  const seed = SEEDS[size]
  const isNew = await insertSeed(database(), seed, await hashPassword(PASSWORD), step)
  const result = isNew
    ? `The ${size} community is there.`
    : `The ${size} community is there already: nothing was changed.`
  console.log(`\n${result}\nSign in as ${seed.signInAs.join(' or ')}, password ${PASSWORD}`)
  console.log('Everybody can read that password: never seed a Kith that others can reach.')
}

/** Returns the message of an error that the operator can fix, or undefined for any other error. */
export function errorMessage(error: unknown) {
  if (error instanceof SeedError) return error.message
  // Only the driver's errors have a code: a full disk, a missing permission, a lost connection.
  const isOfDatabase = error instanceof Error && 'code' in error
  return isOfDatabase
    ? `the database failed (${error.message}); nothing was written, so mend it and try again.`
    : undefined
}

function sizeOf(args: readonly string[]): keyof typeof SEEDS {
  const [flag, ...more] = args
  if (flag === undefined) return 'small'
  if (flag === '--large' && more.length === 0) return 'large'
  throw new SeedError(`"${args.join(' ')}" is not known: use "npm run seed" or "npm run seed -- --large".`)
}
