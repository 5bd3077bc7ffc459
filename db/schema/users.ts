import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

export const users = pgTable(
  'users',
  {
    id: uuid().primaryKey(),
    username: text().notNull().unique(),
    displayName: text().notNull(),
    bio: text().notNull().default(''),
    /** Id of the row in `pictures`. Each new picture has a new id, so that its URL can be cached forever. */
    pictureId: uuid(),
    /** Users who can see when this user is online. */
    seenOnlineBy: text({ enum: ['friends', 'nobody'] })
      .notNull()
      .default('friends'),
    /** True when peers get read receipts of this user. */
    readReceipts: boolean().notNull().default(true),
    /** argon2id in PHC format; null for a user who signed up through GitHub or Google. */
    passwordHash: text(),
    plan: text({ enum: ['free', 'pro'] })
      .notNull()
      .default('free'),
    /**
     * Number of accepted friendships. Changed only under this row's lock, so that concurrent requests cannot exceed a
     * limit.
     */
    friendCount: integer().notNull().default(0),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** Username and name folded by `searchTextOf`, which SQL cannot do; null until then. */
    searchText: text(),
  },
  (t) => [
    // A pattern that begins with a space finds words by their first letters, even by a single one.
    index('users_by_words').using('gin', t.searchText.op('gin_trgm_ops')),
    index('users_to_fold').on(t.id).where(sql`${t.searchText} is null`),
    check('users_username_form', sql`${t.username} ~ '^[a-z0-9_.]{3,30}$'`),
    check('users_plan_known', sql`${t.plan} in ('free', 'pro')`),
    check('users_seen_online_by_known', sql`${t.seenOnlineBy} in ('friends', 'nobody')`),
    check('users_friend_count_not_negative', sql`${t.friendCount} >= 0`),
  ],
)
