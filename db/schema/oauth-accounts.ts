import { index, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { users } from './users'

/** An account at GitHub or Google that signs in as one of ours. Never linked by e-mail address. */
export const oauthAccounts = pgTable(
  'oauth_accounts',
  {
    provider: text().notNull(),
    providerAccountId: text().notNull(),
    /** Lower case; only when the provider vouches for it. */
    verifiedEmail: text(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.provider, t.providerAccountId] }),
    index().on(t.userId),
    index().on(t.verifiedEmail),
  ],
)
