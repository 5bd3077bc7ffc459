import 'server-only'
import { database } from '@/db/client'
import { searchMessages as findMessages } from '@/db/queries/message-search'
import { findJoinedAt, listPeopleForViewers } from '@/db/queries/users'
import type { Person } from '@/lib/accounts/schema'
import { currentLimits } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { foldForSearch, searchTerms } from '@/lib/folding'
import { messageView } from '@/lib/messages/views'
import { type Page, pageOf, parseTimeCursorInput, timeCursor } from '@/lib/paging'
import { consumeFrequent } from '@/lib/rate-limits/frequent-limits'
import { gramsOf, hashesFor, startOfWeek, weekNumber } from '@/lib/search-index/grams'
import type { Viewer } from '@/lib/session/viewer'
import { limitSearch } from './concurrency'
import type { SearchHit, SearchMessagesInput } from './schema'

/** Rows per query. The index finds pairs of characters, so some rows have the pairs but not the words. */
const BATCH_SIZE = 100
/** After so many full batches with too few matches, the search returns a short page and a cursor. */
const MAX_FULL_BATCHES = 5
/** Most matches are in the newest weeks. Each further query covers WINDOW_GROWTH times as many weeks. */
const INITIAL_WEEKS = 2
const WINDOW_GROWTH = 4

type Candidate = Awaited<ReturnType<typeof findMessages>>[number]
type Hit = Candidate & { peerId: string }

/** Returns messages of the viewer's conversations that contain every word of the query, newest first. */
export async function searchMessages(viewer: Viewer, input: SearchMessagesInput): Promise<Page<SearchHit>> {
  const words = searchTerms(input.q)
  const grams = gramsOf(input.q)
  if (grams.size === 0)
    throw new AppError('invalid', 'invalid', 'That is too short to look for.', {
      errors: { q: 'Write at least two letters, or one emoji.' },
    })
  await consumeFrequent([
    { key: `message-search:${viewer.id}`, max: currentLimits().searchPerMinute, windowSeconds: 60 },
  ])
  const matches = (row: Candidate): row is Hit => {
    const body = foldForSearch(row.body)
    return row.peerId !== null && words.every((word) => body.includes(word))
  }
  const { rows, nextCursor } = await limitSearch(viewer.id, () => collect(viewer, input, grams, matches))
  const peers = await peersOf(viewer, rows)
  const items = rows.flatMap(({ peerId, ...row }) => {
    const peer = peers.get(peerId)
    return peer ? [{ message: messageView(row), peer }] : []
  })
  return { items, nextCursor }
}

async function collect(
  viewer: Viewer,
  { limit, cursor, ...filter }: SearchMessagesInput,
  grams: Set<string>,
  matches: (row: Candidate) => row is Hit,
) {
  const rows: Hit[] = []
  const oldest = await oldestWeek(viewer, filter.since)
  let newest = newestWeek(parseTimeCursorInput(cursor)?.since ?? filter.until)
  let from = cursor
  for (let weeks = INITIAL_WEEKS, fullBatches = 0; newest >= oldest; ) {
    const first = Math.max(oldest, newest - weeks + 1)
    const read = await findMessages(database(), viewer.id, {
      ...filter,
      ...withGrams(viewer, grams, first, newest),
      before: parseTimeCursorInput(from),
      limit: BATCH_SIZE,
    })
    rows.push(...read.filter(matches))
    if (rows.length > limit) {
      const page = pageOf(rows, limit, cursorOf)
      return { rows: page.items, nextCursor: page.nextCursor }
    }
    const last = read.at(-1)
    if (last && read.length === BATCH_SIZE) {
      from = cursorOf(last)
      newest = weekNumber(last.createdAt)
      fullBatches++
      if (fullBatches === MAX_FULL_BATCHES) return { rows, nextCursor: from }
    } else {
      newest = first - 1
      weeks *= WINDOW_GROWTH
    }
  }
  return { rows, nextCursor: null }
}

/** The week in which the search may stop: no user has messages from before their account. */
async function oldestWeek(viewer: Viewer, since: string | undefined): Promise<number> {
  const joinedWeek = weekNumber(await findJoinedAt(database(), viewer.id))
  return since === undefined ? joinedWeek : Math.max(joinedWeek, weekNumber(new Date(since)))
}

/** The week in which the search starts. One week in the future, because messages have times of the database's clock. */
function newestWeek(until: string | undefined): number {
  const next = weekNumber(new Date()) + 1
  return until === undefined ? next : Math.min(next, weekNumber(new Date(until)))
}

function withGrams(viewer: Viewer, grams: Set<string>, first: number, last: number) {
  const weeks = Array.from({ length: last - first + 1 }, (_, index) => first + index)
  return {
    gramsOfWeeks: weeks.map((week) => hashesFor(viewer.id, week, grams)),
    begin: startOfWeek(first),
    end: startOfWeek(last + 1),
  }
}

const cursorOf = ({ createdAt, id }: Candidate) => timeCursor({ at: createdAt, id })

async function peersOf(viewer: Viewer, rows: readonly Hit[]): Promise<Map<string, Person>> {
  const ids = [...new Set(rows.map(({ peerId }) => peerId))]
  if (ids.length === 0) return new Map()
  const people = await listPeopleForViewers(
    database(),
    ids.map((personId) => ({ viewerId: viewer.id, personId })),
  )
  return new Map(people.map(({ viewerId: _, hidden: __, ...person }) => [person.id, person]))
}
