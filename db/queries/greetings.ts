import 'server-only'
import { and, eq, isNull, or, sql } from 'drizzle-orm'
import type { Connection } from '@/db/client'
import { greetings } from '@/db/schema'

const between = (a: string, b: string) =>
  or(
    and(eq(greetings.askerId, a), eq(greetings.recipientId, b)),
    and(eq(greetings.askerId, b), eq(greetings.recipientId, a)),
  )

/** Returns the only greeting that this asker has ever sent to this recipient. */
export async function findGreeting(on: Connection, askerId: string, recipientId: string) {
  const [row] = await on
    .select()
    .from(greetings)
    .where(and(eq(greetings.askerId, askerId), eq(greetings.recipientId, recipientId)))
  return row
}

/** Stores a greeting. Returns its time, or undefined when its clientId belongs to a greeting to another recipient. */
export async function insertGreeting(
  tx: Connection,
  row: { askerId: string; recipientId: string; id: string; clientId: string; body: string },
) {
  const [stored] = await tx
    .insert(greetings)
    .values(row)
    .onConflictDoNothing({ target: [greetings.askerId, greetings.clientId] })
    .returning({ createdAt: greetings.createdAt })
  return stored?.createdAt
}

/** Ends the pending greetings between the two and returns them. */
export function endGreetings(tx: Connection, a: string, b: string) {
  return tx
    .update(greetings)
    .set({ endedAt: sql`now()` })
    .where(and(between(a, b), isNull(greetings.endedAt)))
    .returning({
      askerId: greetings.askerId,
      id: greetings.id,
      clientId: greetings.clientId,
      body: greetings.body,
    })
}

/** Returns the pending greetings of these askers to these recipients. */
export function listGreetings(on: Connection, pairs: readonly { askerId: string; recipientId: string }[]) {
  const askers = sql.param(pairs.map(({ askerId }) => askerId))
  const recipients = sql.param(pairs.map(({ recipientId }) => recipientId))
  return on
    .select({ askerId: greetings.askerId, recipientId: greetings.recipientId, body: greetings.body })
    .from(greetings)
    .innerJoin(
      sql`unnest(${askers}::uuid[], ${recipients}::uuid[]) as pair(asker_id, recipient_id)`,
      sql`pair.asker_id = ${greetings.askerId} and pair.recipient_id = ${greetings.recipientId}`,
    )
    .where(isNull(greetings.endedAt))
}
