import 'server-only'
import { sql } from 'drizzle-orm'
import { database } from '@/db/client'

/**
 * Inserts `count` messages into a conversation without events, read by both, one a minute up to now: tests and
 * measurements need long histories in seconds. Its messages are `number 1`, `number 2` and so on.
 */
export async function main([conversationId = '', count = '']: readonly string[]) {
  await database().transaction(async (tx) => {
    await tx.execute(sql`
      insert into messages (id, conversation_id, seq, sender_id, client_id, body, created_at, reply_to_seq)
      select gen_random_uuid(), c.id, c.last_seq + n, case when n % 3 = 0 then d.low_id else d.high_id end,
        gen_random_uuid(), 'number ' || n || case when n % 5 = 0 then E'\nwith a second line' else '' end,
        now() - (${count}::int - n) * interval '1 minute', case when n % 20 = 0 then c.last_seq + n - 15 end
      from conversations c join direct_conversations d on d.conversation_id = c.id, generate_series(1, ${count}::int) n
      where c.id = ${conversationId}`)
    await tx.execute(sql`
      update conversations set last_seq = last_seq + ${count}::int, last_message_at = now()
      where id = ${conversationId}`)
    await tx.execute(sql`
      update conversation_members m
      set last_read_seq = c.last_seq, shown_read_seq = c.last_seq, delivered_seq = c.last_seq
      from conversations c where c.id = m.conversation_id and c.id = ${conversationId}`)
  })
}
