import 'server-only'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'

const MIGRATION_LOCK = 7_203_114

/** Brings the database to the newest schema. Several processes may start at once: one migrates, the others wait. */
export async function migrate(url: string, migrationsFolder = 'db/migrations'): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice() {} })
  try {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`
    await runMigrations(drizzle(sql), { migrationsFolder })
  } finally {
    await sql.end()
  }
}
