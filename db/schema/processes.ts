import { pgTable, timestamp, uuid } from 'drizzle-orm/pg-core'

/** The running processes of Kith on this database. Each writes `seen_at` every few seconds. */
export const processes = pgTable('processes', {
  id: uuid().primaryKey(),
  seenAt: timestamp({ withTimezone: true }).notNull(),
})
