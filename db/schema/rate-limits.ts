import { integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core'

/** Number of attempts in the current window. The first migration makes the table UNLOGGED: a crash may lose it. */
export const rateLimits = pgTable('rate_limits', {
  key: text().primaryKey(),
  windowEndsAt: timestamp({ withTimezone: true }).notNull(),
  count: integer().notNull(),
})
