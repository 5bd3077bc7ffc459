import 'server-only'
import { database } from '@/db/client'
import { insertIntoIndex } from '@/db/queries/message-search'
import { insertSeed, SEEDS } from '@/db/seed'
import { EXTREMES, LARGE, largeCommunity } from '@/db/seed/large'
import { toIndexRow } from '@/lib/search-index/indexer'
import { startSession } from '@/lib/session/sessions'
import type { Viewer } from '@/lib/session/viewer'

const INDEX_BATCH_SIZE = 10_000

export interface ConversationUsers {
  /** Has the conversation with the most messages. */
  talkative: Viewer
  longestConversationId: string
  /** Has 1,000 conversations. */
  sociable: Viewer
}

/** Inserts the large seed (1,000,000 messages in 20,000 conversations) or a smaller one, and indexes all messages. */
export async function insertConversationUsers(smaller: Partial<typeof LARGE> = {}): Promise<ConversationUsers> {
  const sql = database().$client
  const generate = (now: number) => largeCommunity(now, { ...LARGE, ...smaller })
  await insertSeed(database(), { ...SEEDS.large, generate }, 'no hash', (_, work) => work())
  await indexAll()
  const viewerOf = async (username: string) => {
    const [user] = await sql<{ id: string }[]>`select id from users where username = ${username}`
    if (!user) throw new Error(`There is no ${username}.`)
    return { id: user.id, sessionId: await startSession(user.id, { userAgent: 'test', address: '192.0.2.1' }) }
  }
  const [longest] = await sql<{ id: string }[]>`select id from conversations order by last_seq desc limit 1`
  return {
    talkative: await viewerOf(EXTREMES.maxMessages),
    sociable: await viewerOf(EXTREMES.maxConversations),
    longestConversationId: longest?.id ?? '',
  }
}

/** Does the work of the background indexer faster: builds the index of letter pairs once, at the end. */
async function indexAll() {
  const sql = database().$client
  const [index] = await sql<{ definition: string }[]>`
    select pg_get_indexdef('message_search_by_grams'::regclass) as definition`
  await sql`drop index message_search_by_grams`
  const all = sql<Parameters<typeof toIndexRow>[0][]>`
    select m.conversation_id as "conversationId", m.seq::float8 as seq, m.created_at as "createdAt", m.body
    from messages m order by m.conversation_id, m.seq`
  for await (const rows of all.cursor(INDEX_BATCH_SIZE))
    await insertIntoIndex(
      database(),
      rows.map((row) => toIndexRow({ ...row, createdAt: new Date(row.createdAt) })),
    )
  await sql.unsafe(index?.definition ?? '')
  await sql`vacuum (analyze) message_search, search_cursors`
}
