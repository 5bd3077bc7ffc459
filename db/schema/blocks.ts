import { sql } from 'drizzle-orm'
import { check, index, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { users } from './users'

/**
 * Each direction is a row of its own, so that lifting one never lifts the other. The names are those that each could
 * see of the other when the block was made: neither hears of a later one.
 */
export const blocks = pgTable(
  'blocks',
  {
    blockerId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** May be nobody's: a block of an unknown id is stored too, so that blocking never tells who exists. */
    blockedId: uuid().notNull(),
    /** Null when the blocker could not see them. */
    blockedUsername: text(),
    blockedDisplayName: text(),
    /** The names as `searchTextOf` folds them; null until that was done. */
    blockedSearchText: text(),
    blockerUsername: text(),
    blockerDisplayName: text(),
    blockerSearchText: text(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.blockerId, t.blockedId] }),
    index('blocks_of_blocked').on(t.blockedId, t.blockerId),
    index('blocks_to_fold')
      .on(t.blockerId, t.blockedId)
      .where(sql`${t.blockedSearchText} is null or ${t.blockerSearchText} is null`),
    check('blocks_not_oneself', sql`${t.blockerId} <> ${t.blockedId}`),
  ],
)
