import 'server-only'
import { database } from '@/db/client'
import { insertSeed, SEEDS } from '@/db/seed'
import { EXTREMES, LARGE, largeCommunity } from '@/db/seed/large'
import { indexMissingMessages } from '@/lib/search-index/indexer'
import { startSession } from '@/lib/session/sessions'
import type { Viewer } from '@/lib/session/viewer'

export interface ConversationUsers {
  /** Has the conversation with the most messages. */
  talkative: Viewer
  longestConversationId: string
  /** Has 1,000 conversations. */
  sociable: Viewer
}

/** Inserts the large seed (1,000,000 messages in 20,000 conversations) or a smaller one, and indexes all messages. */
export async function insertConversationUsers(
  smaller: Partial<typeof LARGE> = {},
  { isIndexed = true } = {},
): Promise<ConversationUsers> {
  const sql = database().$client
  const generate = (now: number) => largeCommunity(now, { ...LARGE, ...smaller })
  await insertSeed(database(), { ...SEEDS.large, generate }, 'no hash', (_, work) => work())
  if (isIndexed) await indexMissingMessages()
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
