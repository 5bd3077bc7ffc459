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
    /** Seq of the newest message. Changed only under this row's lock, so that seqs have no gaps. */
    lastSeq: bigint({ mode: 'number' }).notNull().default(0),
    /** Counts changes of stored messages (as CONDSTORE, RFC 7162): a client asks for changes above the one it has. */
    modSeq: bigint({ mode: 'number' }).notNull().default(0),
    lastMessageAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** True when messages may be sent. Every send checks it on the locked row. */
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
