import { sql } from 'drizzle-orm'
import { bigint, boolean, check, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core'
import { users } from './users'

export const conversations = pgTable(
  'conversations',
  {
    id: uuid().primaryKey(),
    kind: text({ enum: ['direct'] })
      .notNull()
      .default('direct'),
    lowId: uuid().references(() => users.id),
    highId: uuid().references(() => users.id),
    /** The newest message's seq; moved only under this row's lock, so that seq has no gaps. */
    lastSeq: bigint({ mode: 'number' }).notNull().default(0),
    /** Counts changes of messages already stored (CONDSTORE, RFC 7162): who kept them asks for what is above. */
    modSeq: bigint({ mode: 'number' }).notNull().default(0),
    lastMessageAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** The right to write, asked on the locked row by every send. */
    open: boolean().notNull().default(true),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    unique('conversations_one_per_pair').on(t.lowId, t.highId),
    check('conversations_kind_known', sql`${t.kind} in ('direct')`),
    check(
      'conversations_direct_has_a_pair',
      sql`${t.kind} <> 'direct' or (${t.lowId} is not null and ${t.highId} is not null and ${t.lowId} < ${t.highId})`,
    ),
  ],
)
