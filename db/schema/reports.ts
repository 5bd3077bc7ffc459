import { sql } from 'drizzle-orm'
import { check, index, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { users } from './users'

/** A report of a person or a message, with a snapshot of the reported content. Visible to the operator only. */
export const reports = pgTable(
  'reports',
  {
    id: uuid().primaryKey(),
    reporterId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    reportedId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    reason: text({ enum: ['spam', 'abuse', 'impersonation', 'other'] }).notNull(),
    note: text().notNull().default(''),
    /** The profile, and the reported message if any, at the time of the report. */
    snapshot: jsonb().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    resolvedAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    index('reports_by_time').on(t.createdAt, t.id),
    index('reports_of').on(t.reportedId),
    check('reports_reason_known', sql`${t.reason} in ('spam', 'abuse', 'impersonation', 'other')`),
  ],
)
