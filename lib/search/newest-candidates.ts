import 'server-only'
import { database } from '@/db/client'
import {
  type CandidateFilter,
  findCandidates,
  findNewestTime,
  type HitPosition,
  type SearchedConversation,
  type SearchScope,
} from '@/db/queries/message-search'
import { BUCKET_SIZE, bucketOf, hashesFor } from '@/lib/search-index/grams'

/** Messages are numbered when they are stored and have the time when that began, so their times may differ in order. */
const MAX_DISORDER_MS = 60_000
/** Conversations that the first round reads. */
const FIRST_CONVERSATIONS = 100
/** Each round reads so many times as many conversations, and buckets of each, as the one before. */
const GROWTH = 4

/**
 * Returns the newest messages that have all the grams, up to the limit, and whether there are no others. The newest
 * buckets of the conversations with the newest messages are read first: text that occurs in most messages is found there,
 * and the others are read only as long as they may contain a newer candidate. `conversations` are in that order.
 */
export async function newestCandidates(
  conversations: readonly SearchedConversation[],
  grams: ReadonlySet<string>,
  filter: CandidateFilter,
): Promise<{ candidates: HitPosition[]; isComplete: boolean }> {
  const unsearched: SearchScope[][] = []
  let candidates: HitPosition[] = []
  for (let [count, buckets] = [FIRST_CONVERSATIONS, 1]; ; count *= GROWTH, buckets *= GROWTH) {
    for (const one of conversations.slice(unsearched.length, count)) unsearched.push(scopesOf(one, grams))
    const scopes = unsearched.flatMap((left) => left.splice(0, buckets))
    const next = conversations[unsearched.length]
    if (scopes.length === 0 && !next) return { candidates, isComplete: candidates.length < filter.limit }
    const found = await findCandidates(database(), scopes, filter)
    candidates = [...candidates, ...found].sort(newestFirst).slice(0, filter.limit)
    const oldest = candidates[filter.limit - 1]
    if (oldest && (await newestUnsearched(unsearched, next)) < oldest.at) return { candidates, isComplete: false }
  }
}

/** Returns the buckets of a conversation that the viewer may see, newest first. */
function scopesOf(
  { conversationId, lastSeq, visible }: SearchedConversation,
  grams: ReadonlySet<string>,
): SearchScope[] {
  const scopes: SearchScope[] = []
  for (const { from, end = lastSeq + 1 } of visible.toReversed()) {
    for (let last = Math.min(end - 1, lastSeq); last >= from; ) {
      const bucket = bucketOf(last)
      const first = Math.max(from, bucket * BUCKET_SIZE)
      scopes.push({ conversationId, first, last, grams: hashesFor(conversationId, bucket, grams) })
      last = first - 1
    }
  }
  return scopes
}

/** Returns a time after which no unsearched message was sent, or an empty text when all were searched. */
async function newestUnsearched(
  unsearched: readonly SearchScope[][],
  next: SearchedConversation | undefined,
): Promise<string> {
  const newest = unsearched.flatMap(([scope]) =>
    scope ? [{ conversationId: scope.conversationId, seq: scope.last }] : [],
  )
  const inBuckets = newest.length > 0 ? await findNewestTime(database(), newest) : undefined
  const times = [inBuckets && Date.parse(inBuckets), next?.lastMessageAt.getTime()].filter(
    (at) => typeof at === 'number',
  )
  return times.length > 0 ? new Date(Math.max(...times) + MAX_DISORDER_MS).toISOString() : ''
}

const newestFirst = (a: HitPosition, b: HitPosition) =>
  compare(b.at, a.at) || compare(b.conversationId, a.conversationId) || b.seq - a.seq
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
