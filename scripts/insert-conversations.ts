import 'server-only'
import { sql } from 'drizzle-orm'
import { database } from '@/db/client'

/**
 * Inserts `count` conversations of a user without events: tests and measurements need long lists in seconds. They are
 * with former friends `Person 0`, `Person 1` and so on, have one message, and are ordered by number, an hour old and a
 * second apart. The user's conversation `ownId` gets the place of number `ownNumber`.
 */
export async function main([userId = '', ownId = '', ownNumber = '', count = '']: readonly string[]) {
  const timeOf = (number: ReturnType<typeof sql>) => sql`now() - interval '1 hour' - ${number} * interval '1 second'`
  await database().transaction(async (tx) => {
    await tx.execute(sql`
      with peers as materialized (
        select n, gen_random_uuid() as user_id, gen_random_uuid() as id, ${timeOf(sql`n`)} as at
        from generate_series(0, ${count}::int - 1) n where n <> ${ownNumber}::int
      ),
      people as (
        insert into users (id, username, display_name)
        select user_id, 'p' || n || '_' || substr(user_id::text, 1, 8), 'Person ' || n from peers
      ),
      talks as (
        insert into conversations (id, last_seq, last_message_at, created_at, open)
        select id, 1, at, at, false from peers
      ),
      pairs as (
        insert into direct_conversations (low_id, high_id, conversation_id)
        select least(user_id, ${userId}::uuid), greatest(user_id, ${userId}::uuid), id from peers
      ),
      members as (
        insert into conversation_members (conversation_id, user_id, last_read_seq, shown_read_seq, delivered_seq)
        select id, member, 1, 1, 1 from peers, unnest(array[user_id, ${userId}::uuid]) member
      )
      insert into messages (id, conversation_id, seq, sender_id, client_id, body, created_at)
      select gen_random_uuid(), id, 1, user_id, gen_random_uuid(), 'Hello', at from peers`)
    await tx.execute(sql`
      update conversations set last_message_at = ${timeOf(sql`${ownNumber}::int`)} where id = ${ownId}`)
  })
}
