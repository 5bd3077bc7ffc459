import 'server-only'
import { database } from '@/db/client'
import { searchMessages as findMessages } from '@/db/queries/message-search'
import { findJoinedAt, listPeopleForViewers } from '@/db/queries/users'
import type { Person } from '@/lib/accounts/schema'
import { currentLimits } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { foldForSearch, searchTerms } from '@/lib/folding'
import { messageView } from '@/lib/messages/views'
import { type Page, pageOf, timeCursor, timeCursorOf } from '@/lib/paging'
import { consume } from '@/lib/rate-limits/service'
import { hashesFor, startOfWeek, trigramsOf, weekOf } from '@/lib/search-index/trigrams'
import type { Viewer } from '@/lib/session/viewer'
import { limitSearch } from './concurrency'
import type { SearchHit, SearchMessagesInput } from './schema'

/** Rows read at once: the index answers by pairs of letters, so some rows hold the pairs and not the words. */
const CANDIDATES = 100
/** A search that finds so many pairs and so few words says so with an emptier page and a cursor. */
const MAX_FULL_ROUNDS = 5
/** What is looked for is mostly found in the newest weeks; where it is not, each round looks at so many times more of them. */
const FIRST_WEEKS = 2
const WIDER = 4

type Candidate = Awaited<ReturnType<typeof findMessages>>[number]
type Hit = Candidate & { peerId: string }

/** The viewer's own messages that hold every word of the query somewhere, newest first. */
export async function searchMessages(viewer: Viewer, input: SearchMessagesInput): Promise<Page<SearchHit>> {
  const words = searchTerms(input.q)
  const grams = trigramsOf(input.q)
  if (grams.size === 0)
    throw new AppError('invalid', 'invalid', 'That is too short to look for.', {
      errors: { q: 'Write at least two letters, or one emoji.' },
    })
  await consume([{ key: `message-search:${viewer.id}`, max: currentLimits().searchPerMinute, windowSeconds: 60 }])
  const holds = (row: Candidate): row is Hit => {
    const body = foldForSearch(row.body)
    return row.peerId !== null && words.every((word) => body.includes(word))
  }
  const { rows, nextCursor } = await limitSearch(viewer.id, () => collect(viewer, input, grams, holds))
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
  holds: (row: Candidate) => row is Hit,
) {
  const rows: Hit[] = []
  const oldest = await oldestWeek(viewer, filter.since)
  let newest = newestWeek(timeCursorOf(cursor)?.since ?? filter.until)
  let from = cursor
  for (let weeks = FIRST_WEEKS, full = 0; newest >= oldest; ) {
    const first = Math.max(oldest, newest - weeks + 1)
    const read = await findMessages(database(), viewer.id, {
      ...filter,
      ...withGrams(viewer, grams, first, newest),
      before: timeCursorOf(from),
      limit: CANDIDATES,
    })
    rows.push(...read.filter(holds))
    if (rows.length > limit) {
      const page = pageOf(rows, limit, cursorOf)
      return { rows: page.items, nextCursor: page.nextCursor }
    }
    const last = read.at(-1)
    if (last && read.length === CANDIDATES) {
      from = cursorOf(last)
      newest = weekOf(last.createdAt)
      full++
      if (full === MAX_FULL_ROUNDS) return { rows, nextCursor: from }
    } else {
      newest = first - 1
      weeks *= WIDER
    }
  }
  return { rows, nextCursor: null }
}

/** Nobody has messages from before their account. */
async function oldestWeek(viewer: Viewer, since: string | undefined): Promise<number> {
  const joinedAt = weekOf(await findJoinedAt(database(), viewer.id))
  return since === undefined ? joinedAt : Math.max(joinedAt, weekOf(new Date(since)))
}

/** One more than it is: messages go by the database's clock. */
function newestWeek(until: string | undefined): number {
  const next = weekOf(new Date()) + 1
  return until === undefined ? next : Math.min(next, weekOf(new Date(until)))
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
