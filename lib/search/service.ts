import 'server-only'
import { database } from '@/db/client'
import { type HitPosition, listFoundMessages, listSearchedConversations } from '@/db/queries/message-search'
import { listPeopleForViewers } from '@/db/queries/users'
import type { Person } from '@/lib/accounts/schema'
import { currentLimits } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { foldForSearch, searchTerms } from '@/lib/folding'
import { messageView } from '@/lib/messages/views'
import { type Page, pageOf, parseCursorInput } from '@/lib/paging'
import { consumeFrequent } from '@/lib/rate-limits/frequent-limits'
import { gramsOf } from '@/lib/search-index/grams'
import { indexMessages } from '@/lib/search-index/indexer'
import type { Viewer } from '@/lib/session/viewer'
import { limitSearch } from './concurrency'
import { formatHitCursor, parseHitCursor } from './hit-cursor'
import { newestCandidates } from './newest-candidates'
import type { SearchHit, SearchMessagesInput } from './schema'

/** Candidates per batch. The index finds pairs of characters, so some candidates have the pairs but not the words. */
const BATCH_SIZE = 100
/** Messages that a search indexes before it answers. */
const MAX_INDEXED = 200
/** After so many batches with too few matches, the search returns a short page and a cursor. */
const MAX_BATCHES = 5

type Hit = Awaited<ReturnType<typeof listFoundMessages>>[number]

/** Returns messages of the viewer's conversations that contain every word of the query, newest first. */
export async function searchMessages(viewer: Viewer, input: SearchMessagesInput): Promise<Page<SearchHit>> {
  const grams = gramsOf(input.q)
  if (grams.size === 0)
    throw new AppError('invalid', 'invalid', 'That is too short to look for.', {
      errors: { q: 'Write at least two letters, or one emoji.' },
    })
  await consumeFrequent([
    { key: `message-search:${viewer.id}`, max: currentLimits().searchPerMinute, windowSeconds: 60 },
  ])
  const { items, nextCursor } = await limitSearch(viewer.id, () => findHits(viewer, input, grams))
  const peers = await peersOf(viewer, items)
  const hits = items.flatMap(({ peerId, ...row }) => {
    const peer = peers.get(peerId)
    return peer ? [{ message: messageView(row), peer }] : []
  })
  return { items: hits, nextCursor }
}

async function findHits(viewer: Viewer, input: SearchMessagesInput, grams: Set<string>): Promise<Page<Hit>> {
  const { conversationId, from, since, until, limit } = input
  let before = parseCursorInput(input.cursor, parseHitCursor)
  const conversations = await listSearchedConversations(database(), viewer.id, conversationId)
  await indexMissing(conversations)
  const hits: Hit[] = []
  for (let batches = 1; ; batches++) {
    const filter = { since, until, before, limit: BATCH_SIZE }
    const { candidates, isComplete } = await newestCandidates(conversations, grams, filter)
    hits.push(...(await matchesAmong(viewer, candidates, input.q, from)))
    if (hits.length > limit) return pageOf(hits, limit, (hit) => formatHitCursor(positionOf(hit)))
    before = candidates.at(-1)
    if (isComplete || !before) return { items: hits, nextCursor: null }
    if (batches === MAX_BATCHES) return { items: hits, nextCursor: formatHitCursor(before) }
  }
}

/** Indexes the newest messages, which are not indexed yet; of a large backlog only so many that the search stays fast. */
async function indexMissing(conversations: Awaited<ReturnType<typeof listSearchedConversations>>) {
  const behind = conversations.filter(({ indexedSeq, lastSeq }) => indexedSeq < lastSeq)
  if (behind.length > 0)
    await indexMessages(
      behind.map(({ conversationId }) => conversationId),
      MAX_INDEXED,
    )
}

/** Returns the candidates that contain every word. */
async function matchesAmong(viewer: Viewer, candidates: readonly HitPosition[], q: string, from: string | undefined) {
  if (candidates.length === 0) return []
  const words = searchTerms(q)
  const rows = await listFoundMessages(database(), viewer.id, candidates, from)
  return rows.filter((row) => {
    const body = foldForSearch(row.body)
    return words.every((word) => body.includes(word))
  })
}

const positionOf = ({ createdAt, conversationId, seq }: Hit): HitPosition => ({
  at: createdAt.toISOString(),
  conversationId,
  seq,
})

async function peersOf(viewer: Viewer, rows: readonly Hit[]): Promise<Map<string, Person>> {
  const ids = [...new Set(rows.map(({ peerId }) => peerId))]
  if (ids.length === 0) return new Map()
  const people = await listPeopleForViewers(
    database(),
    ids.map((personId) => ({ viewerId: viewer.id, personId })),
  )
  return new Map(people.map(({ viewerId: _, hidden: __, ...person }) => [person.id, person]))
}
