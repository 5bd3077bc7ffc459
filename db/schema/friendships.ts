import { sql } from 'drizzle-orm'
import { check, index, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { users } from './users'

/** One row per pair, with the smaller id in `lowId`, whoever asked. */
export const friendships = pgTable(
  'friendships',
  {
    lowId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    highId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    status: text({ enum: ['pending', 'accepted'] }).notNull(),
    /** The user who acted last: the asker while pending, then the one who accepted. */
    actionUserId: uuid().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.lowId, t.highId] }),
    index('friendships_of_high').on(t.highId, t.lowId),
    check('friendships_pair_is_ordered', sql`${t.lowId} < ${t.highId}`),
    check('friendships_status_known', sql`${t.status} in ('pending', 'accepted')`),
    check('friendships_actor_is_one_of_them', sql`${t.actionUserId} in (${t.lowId}, ${t.highId})`),
  ],
)
