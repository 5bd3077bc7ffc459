import 'server-only'
import { database } from '@/db/client'
import { type IndexRow, insertIntoIndex, listConversationsBehind, listUnindexed } from '@/db/queries/message-search'
import { log } from '@/lib/log'
import { singleton } from '@/lib/singletons'
import { hashesFor, trigramsOf, weekOf } from './trigrams'

/** A message can be found after this long at the latest, and many are written at once. */
const BATCH_DELAY_MS = 500
const MAX_CONVERSATIONS = 200
const MAX_MESSAGES = 1000
/** What another process left undone when it died is found by this round. */
const CATCH_UP_MS = 60_000
/** Every so many messages the log tells how far a rebuild of the index is. */
const PROGRESS_MESSAGES = 50_000

interface Indexer {
  behind: Set<string>
  timer: NodeJS.Timeout | undefined
  running: Promise<void>
}

const indexer = () =>
  singleton<Indexer>('search indexer', () => ({ behind: new Set(), timer: undefined, running: Promise.resolve() }))

/** Remembers that these conversations have messages to index; after COMMIT, so that no send waits for it. */
export function scheduleIndexing(conversationIds: Iterable<string>): void {
  const state = indexer()
  for (const id of conversationIds) state.behind.add(id)
  state.timer ??= setTimeout(flushIndexQueue, BATCH_DELAY_MS).unref()
}

/** Indexes what is known to be behind without waiting for more; resolves when it is done. */
export function flushIndexQueue(): Promise<void> {
  const state = indexer()
  clearTimeout(state.timer)
  state.timer = undefined
  state.running = state.running.then(indexBehind)
  return state.running
}

/** Indexes what is behind, at once and then a minute after each round; answers with its end. */
export function startIndexing(): () => Promise<void> {
  const stopping = new AbortController()
  let timer: NodeJS.Timeout
  const round = async () => {
    await catchUp(stopping.signal)
    timer = setTimeout(round, CATCH_UP_MS).unref()
  }
  const rounds = round()
  return async () => {
    stopping.abort()
    await rounds
    clearTimeout(timer)
    await flushIndexQueue()
  }
}

async function catchUp(stopping: AbortSignal) {
  try {
    let total = 0
    for (let indexed = 1; indexed > 0 && !stopping.aborted; ) {
      indexed = await indexMessages(await listConversationsBehind(database(), MAX_CONVERSATIONS))
      const told = Math.floor(total / PROGRESS_MESSAGES)
      total += indexed
      if (Math.floor(total / PROGRESS_MESSAGES) > told) log.info('messages are being indexed', { indexed: total })
    }
    if (total >= PROGRESS_MESSAGES) log.info('messages were indexed', { indexed: total })
  } catch (error) {
    log.warn('the search index could not be caught up; the next round will', error)
  }
}

async function indexBehind() {
  const { behind } = indexer()
  try {
    while (behind.size > 0) {
      const ids = [...behind].slice(0, MAX_CONVERSATIONS)
      for (const id of ids) behind.delete(id) // Before they are read: what is said meanwhile puts one back.
      if ((await indexMessages(ids)) === MAX_MESSAGES) for (const id of ids) behind.add(id)
    }
  } catch (error) {
    log.warn('messages were not indexed; the next round will', error, { conversations: behind.size })
    behind.clear()
  }
}

/** Indexes what these conversations lack, up to a batch; answers with how many messages that were. */
export async function indexMessages(conversationIds: readonly string[]): Promise<number> {
  const rows = await listUnindexed(database(), conversationIds, MAX_MESSAGES)
  if (rows.length > 0) await insertIntoIndex(database(), rows.map(toIndexRow))
  return rows.length
}

/** A message's line in the index: its grams, for each of the two people. */
export function toIndexRow(row: {
  conversationId: string
  seq: number
  createdAt: Date
  body: string
  lowId: string | null
  highId: string | null
}): IndexRow {
  const grams = trigramsOf(row.body)
  const members = [row.lowId, row.highId].filter((id) => id !== null)
  return {
    conversationId: row.conversationId,
    seq: row.seq,
    createdAt: row.createdAt,
    grams: members.flatMap((userId) => hashesFor(userId, weekOf(row.createdAt), grams)),
  }
}
