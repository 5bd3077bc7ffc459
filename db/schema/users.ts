import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

export const users = pgTable(
  'users',
  {
    id: uuid().primaryKey(),
    username: text().notNull().unique(),
    displayName: text().notNull(),
    /** argon2id in PHC form; absent for somebody who came through GitHub or Google. */
    passwordHash: text(),
    plan: text({ enum: ['free', 'pro'] })
      .notNull()
      .default('free'),
    /** Accepted friendships; moved only under this row's lock, so that a cap cannot be raced. */
    friendCount: integer().notNull().default(0),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    // For prefix searches, whatever the database's collation.
    index('users_by_username_prefix').using('btree', t.username.asc().op('text_pattern_ops')),
    index('users_by_name_prefix').using('btree', sql`lower(${t.displayName}) text_pattern_ops`),
    check('users_username_form', sql`${t.username} ~ '^[a-z0-9_.]{3,30}$'`),
    check('users_plan_known', sql`${t.plan} in ('free', 'pro')`),
    check('users_friend_count_not_negative', sql`${t.friendCount} >= 0`),
  ],
)
