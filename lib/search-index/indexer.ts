import 'server-only'
import { database } from '@/db/client'
import {
  type IndexRow,
  insertIntoIndex,
  listConversationsBehind,
  listUnindexed,
  type UnindexedMessage,
} from '@/db/queries/message-search'
import { coalesceRuns } from '@/lib/coalesce-runs'
import { log } from '@/lib/log'
import { singleton } from '@/lib/singletons'
import { bucketOf, gramsOf, hashesFor } from './grams'

/**
 * Maximum delay until a new message is indexed; the messages of this time are indexed together. A search does not wait
 * for it: it indexes what its conversations lack.
 */
const BATCH_DELAY_MS = 5000
/** Marks after which the queue is indexed at once. */
const MAX_QUEUED = 500
const MAX_CONVERSATIONS = 1000
const MAX_MESSAGES = 2000
/** Number of messages between two progress lines in the log, during a rebuild of the index. */
const PROGRESS_LOG_INTERVAL = 50_000

interface Indexer {
  behind: Set<string>
  /** Number of marks since the queue was indexed. */
  marks: number
  timer: NodeJS.Timeout | undefined
  /** Indexes the marked conversations. */
  run: () => Promise<void>
}

const indexer = () =>
  singleton<Indexer>('search indexer', () => ({
    behind: new Set(),
    marks: 0,
    timer: undefined,
    run: coalesceRuns(indexBehind),
  }))

/** Marks these conversations for indexing. Call it after COMMIT, so that no send waits for the index. */
export function scheduleIndexing(conversationIds: Iterable<string>): void {
  const state = indexer()
  for (const id of conversationIds) {
    state.behind.add(id)
    state.marks++
  }
  if (state.marks >= MAX_QUEUED) void flushIndexQueue()
  else state.timer ??= setTimeout(flushIndexQueue, BATCH_DELAY_MS).unref()
}

/** Indexes the marked conversations now. Resolves when it is done. */
export function flushIndexQueue(): Promise<void> {
  const state = indexer()
  clearTimeout(state.timer)
  state.timer = undefined
  state.marks = 0
  return state.run()
}

/**
 * Indexes all missing messages, which a process left when it died or an upgrade has made missing. Returns a function
 * that stops it.
 */
export function startIndexing(): () => Promise<void> {
  const stopping = new AbortController()
  const done = indexMissingMessages(stopping.signal)
  return async () => {
    stopping.abort()
    await done
    await flushIndexQueue()
  }
}

/** Indexes all missing messages, in batches, until it is stopped. An error ends it with a warning in the log. */
export async function indexMissingMessages(stopping?: AbortSignal): Promise<void> {
  try {
    let total = 0
    for (let indexed = 1; indexed > 0 && !stopping?.aborted; ) {
      indexed = await indexMessages(await listConversationsBehind(database(), MAX_CONVERSATIONS))
      const logged = Math.floor(total / PROGRESS_LOG_INTERVAL)
      total += indexed
      if (Math.floor(total / PROGRESS_LOG_INTERVAL) > logged) log.info('messages are being indexed', { indexed: total })
    }
    if (total >= PROGRESS_LOG_INTERVAL) log.info('messages were indexed', { indexed: total })
  } catch (error) {
    log.warn('the search index is not up to date; a search indexes what it needs', error)
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
    log.warn('messages were not indexed; a search indexes what it needs', error, { conversations: behind.size })
    behind.clear()
  }
}

/** Indexes up to one batch of missing messages of these conversations. Returns the number of indexed messages. */
export async function indexMessages(conversationIds: readonly string[], limit = MAX_MESSAGES): Promise<number> {
  const rows = await listUnindexed(database(), conversationIds, limit)
  if (rows.length > 0) await insertIntoIndex(database(), rows.map(toIndexRow))
  return rows.length
}

/** Returns the index row of a message: its hashed grams. */
export const toIndexRow = ({ conversationId, seq, createdAt, body }: UnindexedMessage): IndexRow => ({
  conversationId,
  seq,
  createdAt,
  grams: hashesFor(conversationId, bucketOf(seq), gramsOf(body)),
})
