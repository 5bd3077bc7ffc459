import { sql } from 'drizzle-orm'
import { boolean, index, pgTable, timestamp, uuid } from 'drizzle-orm/pg-core'
import { users } from './users'

/** Who is online, as the realtime server last said, and what friends were told of it. Shared by all app processes. */
export const presence = pgTable(
  'presence',
  {
    userId: uuid()
      .primaryKey()
      .references(() => users.id, { onDelete: 'cascade' }),
    online: boolean().notNull(),
    /** The last sign of an open tab: a list of open channels read before it says nothing about this person. */
    occupiedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** Set while the grace of somebody whose last tab has closed runs: when it ends. */
    leavesAt: timestamp({ withTimezone: true }),
    lastSeenAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** What friends were told last, and when: at most one word in ten seconds. */
    toldOnline: boolean().notNull().default(false),
    toldAt: timestamp({ withTimezone: true }).notNull().default(sql`'-infinity'`),
  },
  (t) => [
    index('presence_leaving').on(t.leavesAt).where(sql`${t.leavesAt} is not null`),
    index('presence_untold').on(t.toldAt).where(sql`${t.online} <> ${t.toldOnline}`),
    index('presence_online').on(t.userId).where(sql`${t.online}`),
  ],
)
