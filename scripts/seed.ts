import 'server-only'
import { database } from '@/db/client'
import { insertSeed, SEEDS, SeedError } from '@/db/seed'
import { hashPassword } from '@/lib/accounts/passwords'
import { step } from './console.mjs'

/** Of every seeded account; known to the world, so seeds are for machines that only you can reach. */
const PASSWORD = 'kith-and-friends'

/** Fills the database with people who have used Kith for a while: thirty, or with `--large` ten thousand. */
export async function main(args: readonly string[]) {
  const size = sizeOf(args)
  const seed = SEEDS[size]
  const isNew = await insertSeed(database(), seed, await hashPassword(PASSWORD), step)
  const here = isNew
    ? `The ${size} community is there.`
    : `The ${size} community is there already: nothing was changed.`
  console.log(`\n${here}\nSign in as ${seed.signInAs.join(' or ')}, password ${PASSWORD}`)
  console.log('Everybody can read that password: never seed a Kith that others can reach.')
}

/** What to tell the host about an error that is theirs to mend. */
export function errorMessage(error: unknown) {
  if (error instanceof SeedError) return error.message
  // Thrown by the driver alone: a disk that is full, a right that is missing, a connection that is gone.
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
