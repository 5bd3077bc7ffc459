import 'server-only'
import postgres from 'postgres'
import { findSingleton, registerSingleton } from '@/lib/singletons'

/**
 * What a connection to DATABASE_URL is. `session`: a connection of PostgreSQL for as long as it is open. `transaction`: a
 * pooler (PgBouncer's word) gives it a connection per transaction, so nothing may be left behind in one: no prepared
 * statements, no LISTEN, no session locks.
 */
export type Pooling = 'session' | 'transaction'

const NAME = 'database pooling'
/** More than a pooler has idle, as a rule: it hands out the connection that was given back last. */
const MAX_OTHERS = 8
const ANSWER_WITHIN_MS = 5000

/** What the start has found out; a session where nobody has asked. */
export const pooling = (): Pooling => findSingleton<Pooling>(NAME) ?? 'session'

export const setPooling = (found: Pooling) => registerSingleton(NAME, found)

/**
 * Finds out what the URL's connections are: gives a connection of PostgreSQL back, by ending a transaction, and sees
 * whether other clients are given the same one while the first is still open. Throws what a pooler in statement mode
 * answers, where there are no transactions.
 */
export async function detectPooling(url: string): Promise<Pooling> {
  const first = client(url)
  const others: postgres.Sql[] = []
  try {
    const backend = await first.begin(backendOf)
    return (await isGivenTo(others, backend, url)) ? 'transaction' : 'session'
  } finally {
    await Promise.all([first, ...others].map((sql) => sql.end({ timeout: 0 })))
  }
}

/** Whether one of a few other clients, each keeping what it is given, is given that connection of PostgreSQL. */
async function isGivenTo(others: postgres.Sql[], backend: number, url: string): Promise<boolean> {
  const holding = new AbortController()
  const isHeld = new Promise<void>((resolve) => holding.signal.addEventListener('abort', () => resolve()))
  try {
    for (let count = 0; count < MAX_OTHERS; count++) {
      const other = client(url)
      others.push(other)
      const given = await heldBackend(other, isHeld)
      if (given === backend) return true
      if (given === undefined) return false // It waits for a connection: the first client has one to itself.
    }
    return false
  } finally {
    holding.abort()
  }
}

/** The connection of PostgreSQL that a client holds in a transaction until `isHeld` resolves; undefined when none is free. */
function heldBackend(sql: postgres.Sql, isHeld: Promise<void>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), ANSWER_WITHIN_MS)
    sql
      .begin(async (tx) => {
        resolve(await backendOf(tx))
        await isHeld
      })
      .catch(reject)
      .finally(() => clearTimeout(timer))
  })
}

async function backendOf(sql: postgres.TransactionSql): Promise<number> {
  const [row] = await sql`select pg_backend_pid() as backend`
  return Number(row?.backend)
}

const client = (url: string) => postgres(url, { max: 1, prepare: false, fetch_types: false, onnotice() {} })
