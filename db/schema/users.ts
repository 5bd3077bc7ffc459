import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

export const users = pgTable(
  'users',
  {
    id: uuid().primaryKey(),
    username: text().notNull().unique(),
    displayName: text().notNull(),
    bio: text().notNull().default(''),
    /** Names the row in `pictures`; another one for every picture, so that its address may be kept for ever. */
    pictureId: uuid(),
    /** Who is told when this person is online. */
    seenOnlineBy: text({ enum: ['friends', 'nobody'] })
      .notNull()
      .default('friends'),
    /** Whether others are told how far this person has read. */
    readReceipts: boolean().notNull().default(true),
    /** argon2id in PHC form; absent for somebody who came through GitHub or Google. */
    passwordHash: text(),
    plan: text({ enum: ['free', 'pro'] })
      .notNull()
      .default('free'),
    /** Accepted friendships; moved only under this row's lock, so that a cap cannot be raced. */
    friendCount: integer().notNull().default(0),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** Username and name as `searchTextOf` folds them, which SQL cannot; null until that was done. */
    searchText: text(),
  },
  (t) => [
    // A pattern that begins with a space finds words by their first letters, even by one.
    index('users_by_words').using('gin', t.searchText.op('gin_trgm_ops')),
    index('users_to_fold').on(t.id).where(sql`${t.searchText} is null`),
    check('users_username_form', sql`${t.username} ~ '^[a-z0-9_.]{3,30}$'`),
    check('users_plan_known', sql`${t.plan} in ('free', 'pro')`),
    check('users_seen_online_by_known', sql`${t.seenOnlineBy} in ('friends', 'nobody')`),
    check('users_friend_count_not_negative', sql`${t.friendCount} >= 0`),
  ],
)
