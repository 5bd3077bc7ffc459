import { sql } from 'drizzle-orm'
import { check, index, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { users } from './users'

/**
 * Each direction has its own row, so that unblocking one never unblocks the other. The names are those that each could
 * see of the other when the block was made; neither sees a later name.
 */
export const blocks = pgTable(
  'blocks',
  {
    blockerId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** Has no foreign key: a block of an unknown id is stored too, so that blocking does not reveal who exists. */
    blockedId: uuid().notNull(),
    /** Null when the blocker could not see this user. */
    blockedUsername: text(),
    blockedDisplayName: text(),
    /** The names folded by `searchTextOf`; null until then. */
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
