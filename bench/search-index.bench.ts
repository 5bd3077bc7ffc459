import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { database } from '@/db/client'
import { searchMessages } from '@/lib/search/service'
import { indexMissingMessages } from '@/lib/search-index/indexer'
import { type ConversationUsers, insertConversationUsers } from '@/tests/support/conversation-steps'
import { setUpKith } from '@/tests/support/environment'
import { report } from './cost'

setUpKith({ limits: { searchPerMinute: 1e9 } })

const WORDS = ['th', 'tomorrow', 'train station', 'quetzalcoatl']
const ROUNDS = 25

let users: ConversationUsers

beforeAll(async () => {
  users = await insertConversationUsers({}, { isIndexed: false })
})

const quantile = (times: readonly number[], part: number) =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * part))]?.toFixed(1)

/** Searches with both users until `isDone`, and reports how long that took. */
async function measureSearches(when: string, isDone: (rounds: number) => boolean) {
  const times = new Map<string, number[]>()
  for (let rounds = 0; !isDone(rounds); rounds++)
    for (const who of ['talkative', 'sociable'] as const)
      for (const q of WORDS) {
        const startedAt = performance.now()
        await searchMessages(users[who], { q, limit: 20 })
        const name = `${who}, ${q}`
        times.set(name, [...(times.get(name) ?? []), performance.now() - startedAt])
      }
  for (const [name, all] of times)
    report(`search ${when}: ${name}: p50 ${quantile(all, 0.5)} ms, p99 ${quantile(all, 0.99)} ms (${all.length})`)
}

async function sizes() {
  const [row] = await database().execute<Record<string, number>>(sql`
    select (select count(*)::int from messages) as messages,
      pg_relation_size('message_search_by_grams')::float8 as grams, pg_total_relation_size('message_search')::float8 as total,
      (pg_current_wal_insert_lsn() - '0/0')::float8 as wal`)
  if (!row) throw new Error('There are no sizes.')
  return row
}

test('indexing 1,000,000 messages, and searches before, during and after it, are reported', async () => {
  await measureSearches('before', (rounds) => rounds === 1)
  const before = await sizes()
  const startedAt = performance.now()
  let isIndexed = false
  const searches = measureSearches('during', () => isIndexed)
  await indexMissingMessages()
  isIndexed = true
  const seconds = (performance.now() - startedAt) / 1000
  await searches
  const { messages = 0, grams = 0, total = 0, wal = 0 } = await sizes()
  report(
    `catch-up of ${messages} messages: ${seconds.toFixed(1)} s, ${((wal - (before.wal ?? 0)) / 2 ** 30).toFixed(2)} GiB of WAL, index of grams ${Math.round(grams / messages)} B a message, table and indexes ${Math.round(total / messages)} B`,
  )
  await measureSearches('after', (rounds) => rounds === ROUNDS)
  expect(messages).toBeGreaterThan(0)
})
