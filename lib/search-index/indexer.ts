import 'server-only'
import { database } from '@/db/client'
import { type IndexRow, insertIntoIndex, listConversationsBehind, listUnindexed } from '@/db/queries/message-search'
import { coalesceRuns } from '@/lib/coalesce-runs'
import { log } from '@/lib/log'
import { singleton } from '@/lib/singletons'
import { gramsOf, hashesFor, weekNumber } from './grams'

/** Maximum delay until a new message is indexed; the messages of this time are indexed together. */
const BATCH_DELAY_MS = 500
const MAX_CONVERSATIONS = 200
const MAX_MESSAGES = 1000
/** Time between rounds that look for messages that another process did not index before it died. */
const CATCH_UP_INTERVAL_MS = 60_000
/** Number of messages between two progress lines in the log, during a rebuild of the index. */
const PROGRESS_LOG_INTERVAL = 50_000

interface Indexer {
  behind: Set<string>
  timer: NodeJS.Timeout | undefined
  /** Indexes the marked conversations. */
  run: () => Promise<void>
}

const indexer = () =>
  singleton<Indexer>('search indexer', () => ({ behind: new Set(), timer: undefined, run: coalesceRuns(indexBehind) }))

/** Marks these conversations for indexing. Call it after COMMIT, so that no send waits for the index. */
export function scheduleIndexing(conversationIds: Iterable<string>): void {
  const state = indexer()
  for (const id of conversationIds) state.behind.add(id)
  state.timer ??= setTimeout(flushIndexQueue, BATCH_DELAY_MS).unref()
}

/** Indexes the marked conversations now. Resolves when it is done. */
export function flushIndexQueue(): Promise<void> {
  const state = indexer()
  clearTimeout(state.timer)
  state.timer = undefined
  return state.run()
}

/** Indexes all missing messages now and then a minute after each round. Returns a function that stops it. */
export function startIndexing(): () => Promise<void> {
  const stopping = new AbortController()
  let timer: NodeJS.Timeout
  const runRound = async () => {
    await catchUp(stopping.signal)
    timer = setTimeout(runRound, CATCH_UP_INTERVAL_MS).unref()
  }
  const firstRound = runRound()
  return async () => {
    stopping.abort()
    await firstRound
    clearTimeout(timer)
    await flushIndexQueue()
  }
}

async function catchUp(stopping: AbortSignal) {
  try {
    let total = 0
    for (let indexed = 1; indexed > 0 && !stopping.aborted; ) {
      indexed = await indexMessages(await listConversationsBehind(database(), MAX_CONVERSATIONS))
      const logged = Math.floor(total / PROGRESS_LOG_INTERVAL)
      total += indexed
      if (Math.floor(total / PROGRESS_LOG_INTERVAL) > logged) log.info('messages are being indexed', { indexed: total })
    }
    if (total >= PROGRESS_LOG_INTERVAL) log.info('messages were indexed', { indexed: total })
  } catch (error) {
    log.warn('the search index is not up to date; the next round tries again', error)
  }
}

async function indexBehind() {
  const { behind } = indexer()
  try {
    while (behind.size > 0) {
      const ids = [...behind].slice(0, MAX_CONVERSATIONS)
      // Before they are read, because a message sent meanwhile marks its conversation again.
      for (const id of ids) behind.delete(id)
      if ((await indexMessages(ids)) === MAX_MESSAGES) for (const id of ids) behind.add(id)
    }
  } catch (error) {
    log.warn('messages were not indexed; the next round tries again', error, { conversations: behind.size })
    behind.clear()
  }
}

/** Indexes up to one batch of missing messages of these conversations. Returns the number of indexed messages. */
export async function indexMessages(conversationIds: readonly string[]): Promise<number> {
  const rows = await listUnindexed(database(), conversationIds, MAX_MESSAGES)
  if (rows.length > 0) await insertIntoIndex(database(), rows.map(toIndexRow))
  return rows.length
}

/** Returns the index row of a message: its hashed grams, for each of the two members. */
export function toIndexRow(row: {
  conversationId: string
  seq: number
  createdAt: Date
  body: string
  lowId: string | null
  highId: string | null
}): IndexRow {
  const grams = gramsOf(row.body)
  const members = [row.lowId, row.highId].filter((id) => id !== null)
  return {
    conversationId: row.conversationId,
    seq: row.seq,
    createdAt: row.createdAt,
    grams: members.flatMap((userId) => hashesFor(userId, weekNumber(row.createdAt), grams)),
  }
}
