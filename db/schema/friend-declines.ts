import { pgTable, primaryKey, timestamp, uuid } from 'drizzle-orm/pg-core'
import { users } from './users'

/** A declined request, remembered so that asking again has to wait. The asker is told nothing until then. */
export const friendDeclines = pgTable(
  'friend_declines',
  {
    askerId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    declinerId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    declinedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.askerId, t.declinerId] })],
)
