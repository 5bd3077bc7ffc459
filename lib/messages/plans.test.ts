import { sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { database } from '@/db/client'
import { me } from '@/lib/accounts/service-me'
import { conversationsOf } from '@/lib/conversations/service-list'
import { searchMessages } from '@/lib/search/service'
import { type ConversationUsers, insertConversationUsers } from '@/tests/support/conversation-steps'
import { setUpKith } from '@/tests/support/environment'
import { recordQueries, tablesScanned } from '@/tests/support/query-plans'
import { historyOf } from './service-history'

setUpKith({ limits: { searchPerMinute: 1e9 } })

/** Large enough that PostgreSQL prefers an index to a sequential scan. `npm run bench:messages` uses the whole seed. */
const SCALE = {
  people: 5000,
  friendships: 20_000,
  requests: 300,
  conversations: 10_000,
  messages: 30_000,
  maxMessages: 10_000,
}

let users: ConversationUsers
let plansOf: ReturnType<typeof recordQueries>['plansOf']

beforeAll(async () => {
  plansOf = recordQueries().plansOf
  users = await insertConversationUsers(SCALE)
}, 120_000)

const list = (more: object) => () => conversationsOf(users.sociable, { q: '', cursor: undefined, limit: 50, ...more })
const history = (more: object) => () =>
  historyOf(users.talkative, { conversationId: users.longestConversationId, limit: 50, ...more })
const search =
  (who: 'talkative' | 'sociable', q: string, more: object = {}) =>
  () =>
    searchMessages(users[who], { q, limit: 20, ...more })
const middleOfList = async () => {
  const { nextCursor } = await conversationsOf(users.sociable, { q: '', limit: 500 })
  return list({ cursor: nextCursor ?? undefined })()
}

const reads: [string, () => Promise<unknown>][] = [
  ['the newest messages', history({})],
  ['messages in the middle', history({ before: 5000 })],
  ['messages after the middle', history({ after: 5000 })],
  ['changed messages', history({ changedSince: 0 })],
  ['the first of 1,000 conversations', list({})],
  ['conversations in the middle', middleOfList],
  ['conversations by name', list({ q: 'mar' })],
  ['the badges of 1,000 conversations', () => me(users.sociable)],
  ['a search for two letters', search('talkative', 'th')],
  ['a search for a word', search('sociable', 'tomorrow')],
  ['a search without matches', search('talkative', 'quetzalcoatl')],
  [
    'a search in one conversation',
    () => search('talkative', 'train', { conversationId: users.longestConversationId })(),
  ],
]

const LARGE_TABLES = ['messages', 'message_search', 'conversations', 'conversation_members', 'users']
const scanned = async (read: () => Promise<unknown>) => {
  const plans = await plansOf(read)
  expect(plans.length).toBeGreaterThan(0)
  return plans.flatMap(({ root }) => tablesScanned(root)).filter((table) => LARGE_TABLES.includes(table))
}

it.each(reads)('the query for %s scans no large table sequentially', async (_, read) => {
  expect(await scanned(read)).toEqual([])
})

it.each(LARGE_TABLES)('a sequential scan of %s is detected', async (table) => {
  expect(await scanned(() => database().execute(sql`select * from ${sql.identifier(table)}`))).toEqual([table])
})
