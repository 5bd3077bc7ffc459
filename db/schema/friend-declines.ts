import { pgTable, primaryKey, timestamp, uuid } from 'drizzle-orm/pg-core'
import { users } from './users'

/** A declined request, stored to delay a new one of the same asker, who is not informed of the decline until then. */
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
