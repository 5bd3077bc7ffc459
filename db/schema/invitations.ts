import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { users } from './users'

/** A link to its owner, with a maximum number of uses and an expiry. */
export const invitations = pgTable(
  'invitations',
  {
    id: uuid().primaryKey(),
    ownerId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** The secret of the link. Stored in clear text, so that its owner can see the link again. */
    token: text().notNull().unique(),
    label: text().notNull().default(''),
    usesLeft: integer().notNull(),
    /** True when its users send a request; false when accepting it makes them friends of the owner at once. */
    asksFirst: boolean().notNull().default(true),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
    revokedAt: timestamp({ withTimezone: true }),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index().on(t.ownerId), check('invitations_uses_not_negative', sql`${t.usesLeft} >= 0`)],
)

/** Users of each invitation; each user counts at most once. */
export const invitationUses = pgTable(
  'invitation_uses',
  {
    invitationId: uuid()
      .notNull()
      .references(() => invitations.id, { onDelete: 'cascade' }),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    usedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.invitationId, t.userId] }), index().on(t.userId)],
)
