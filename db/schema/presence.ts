import { sql } from 'drizzle-orm'
import { boolean, index, pgTable, timestamp, uuid } from 'drizzle-orm/pg-core'
import { users } from './users'

/** Online state of users as last reported by the realtime server, and as last published. Shared by all processes. */
export const presence = pgTable(
  'presence',
  {
    userId: uuid()
      .primaryKey()
      .references(() => users.id, { onDelete: 'cascade' }),
    online: boolean().notNull(),
    /** Time when an open tab was last reported. A channel list read before it does not apply to this user. */
    occupiedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** End of the grace period, set while it runs after the last tab has closed. */
    leavesAt: timestamp({ withTimezone: true }),
    lastSeenAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** State last published to friends, and its time. See PUBLISH_INTERVALS. */
    toldOnline: boolean().notNull().default(false),
    toldAt: timestamp({ withTimezone: true }).notNull().default(sql`'-infinity'`),
  },
  (t) => [
    index('presence_leaving').on(t.leavesAt).where(sql`${t.leavesAt} is not null`),
    index('presence_untold').on(t.toldAt).where(sql`${t.online} <> ${t.toldOnline}`),
    index('presence_online').on(t.userId).where(sql`${t.online}`),
  ],
)
