import 'server-only'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'

const MIGRATION_LOCK = 7_203_114

/** Migrates the database to the newest schema. Several processes may call it at once: one migrates, the others wait. */
export async function migrate(url: string, migrationsFolder = 'db/migrations'): Promise<void> {
  const options = { max: 1, prepare: false, onnotice() {} }
  const [lock, sql] = [postgres(url, options), postgres(url, options)]
  try {
    await lock.begin(async (tx) => {
      // A transaction lock, because a pooler may not keep a session.
      await tx`select pg_advisory_xact_lock(${MIGRATION_LOCK})`
      await runMigrations(drizzle(sql), { migrationsFolder })
    })
  } finally {
    await Promise.all([lock.end(), sql.end()])
  }
}
