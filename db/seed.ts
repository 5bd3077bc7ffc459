import 'server-only'
import type { Sql, TransactionSql } from 'postgres'
import type { Db } from '@/db/client'
import { EXTREMES, largeCommunity } from './seed/large'
import { PEOPLE, SIGN_IN_USERNAMES } from './seed/people'
import { smallCommunity } from './seed/small'
import type { Community } from './seed/types'
import { type Step, writeCommunity } from './seed/write'

/** A reason not to seed; `message` is one sentence with the remedy. */
export class SeedError extends Error {}

export interface Seed {
  /** Usernames that all exist once the seed is inserted. */
  expectedUsernames: readonly string[]
  /** Usernames to sign in with, with the most data. */
  signInAs: readonly string[]
  generate: (now: number) => Community
}

export const SEEDS = {
  small: {
    expectedUsernames: PEOPLE.map(([username]) => username),
    signInAs: SIGN_IN_USERNAMES,
    generate: smallCommunity,
  },
  large: { expectedUsernames: Object.values(EXTREMES), signInAs: Object.values(EXTREMES), generate: largeCommunity },
} satisfies Record<string, Seed>

const SEED_LOCK = 7_203_115

/** Inserts the whole seed or nothing. Returns false when it exists. Throws SeedError when a username is taken. */
export async function insertSeed(db: Db, seed: Seed, passwordHash: string, step: Step): Promise<boolean> {
  const isNew = await db.$client.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${SEED_LOCK})`
    const existing = await findTaken(tx, seed.expectedUsernames)
    if (existing.length === seed.expectedUsernames.length) return false
    const community = await step('community generated', async () => seed.generate(Date.now()))
    await assertFree(tx, community)
    await writeCommunity(tx, community, passwordHash, step)
    return true
  })
  if (isNew) await step('statistics gathered', () => gatherStatistics(db.$client))
  return isNew
}

async function assertFree(tx: TransactionSql, { people }: Community) {
  const [username] = await findTaken(
    tx,
    people.map((person) => person.username),
  )
  if (username === undefined) return
  throw new SeedError(`The username ${username} is taken: seed another database, with DATABASE_URL or KITH_DATA_DIR.`)
}

async function findTaken(tx: TransactionSql, usernames: readonly string[]): Promise<string[]> {
  const rows = await tx<{ username: string }[]>`select username from users where username = any(${[...usernames]})`
  return rows.map(({ username }) => username)
}

/** Lets PostgreSQL plan well and use index-only scans at once, before autovacuum runs. */
async function gatherStatistics(sql: Sql) {
  await sql`vacuum (analyze) users, event_cursors, friendships, conversations, conversation_members, messages`
}
