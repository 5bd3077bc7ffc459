import 'server-only'
import postgres from 'postgres'
import { findSingleton, registerSingleton } from '@/lib/singletons'

/**
 * Pooling mode of the connections to DATABASE_URL, named as in PgBouncer. `session`: each connection keeps its
 * PostgreSQL backend while it is open. `transaction`: a pooler assigns a backend per transaction, so prepared
 * statements, LISTEN and session locks do not work.
 */
export type Pooling = 'session' | 'transaction'

const SINGLETON_NAME = 'database pooling'
/** Usually more than a pooler has idle backends; it assigns the one that was released last. */
const MAX_CLIENTS = 8
const BACKEND_TIMEOUT_MS = 5000

/** Returns the mode that start-up has detected; `session` when it has not been detected. */
export const pooling = (): Pooling => findSingleton<Pooling>(SINGLETON_NAME) ?? 'session'

export const setPooling = (detected: Pooling) => registerSingleton(SINGLETON_NAME, detected)

/**
 * Detects the pooling mode of a URL: ends a transaction, then checks whether another client gets the same PostgreSQL
 * backend while the first client is still open. Throws the error of a pooler in statement mode, which has no
 * transactions.
 */
export async function detectPooling(url: string): Promise<Pooling> {
  const first = client(url)
  const others: postgres.Sql[] = []
  try {
    const backend = await first.begin(backendOf)
    return (await isAssignedTo(others, backend, url)) ? 'transaction' : 'session'
  } finally {
    await Promise.all([first, ...others].map((sql) => sql.end({ timeout: 0 })))
  }
}

/** Returns true when one of a few other clients, each holding its backend, gets this backend. */
async function isAssignedTo(others: postgres.Sql[], backend: number, url: string): Promise<boolean> {
  const holding = new AbortController()
  const released = new Promise<void>((resolve) => holding.signal.addEventListener('abort', () => resolve()))
  try {
    for (let count = 0; count < MAX_CLIENTS; count++) {
      const other = client(url)
      others.push(other)
      const assigned = await heldBackend(other, released)
      if (assigned === backend) return true
      if (assigned === undefined) return false // No free backend: the first client keeps its own.
    }
    return false
  } finally {
    holding.abort()
  }
}

/** Returns the backend that a client holds in a transaction until `released` resolves; undefined after a timeout. */
function heldBackend(sql: postgres.Sql, released: Promise<void>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), BACKEND_TIMEOUT_MS)
    sql
      .begin(async (tx) => {
        resolve(await backendOf(tx))
        await released
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
