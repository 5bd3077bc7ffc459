import 'server-only'
import { database } from '@/db/client'
import { searchMessages as findMessages } from '@/db/queries/message-search'
import { listPeopleAsSeen } from '@/db/queries/users'
import type { Person } from '@/lib/accounts/schema'
import type { Viewer } from '@/lib/auth/viewer'
import { limitsInForce } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { type Page, pageOf, timeCursor, timeCursorOf } from '@/lib/paging'
import { spend } from '@/lib/rate-limits/service'
import { gramsOf, hashesFor, searchable, wordsOf } from './grams'
import type { SearchHit, SearchMessagesInput } from './schema'
import { messageView } from './views'

/** Rows read at once: the index answers by pairs of letters, so some rows hold the pairs and not the words. */
const CANDIDATES = 100
/** A search that finds so many pairs and so few words says so with an emptier page and a cursor. */
const MOST_ROUNDS = 5

type Candidate = Awaited<ReturnType<typeof findMessages>>[number]

/** The viewer's own messages that hold every word of the query somewhere, newest first. */
export async function searchMessages(viewer: Viewer, input: SearchMessagesInput): Promise<Page<SearchHit>> {
  const words = wordsOf(input.q)
  const grams = hashesFor(viewer.id, gramsOf(input.q))
  if (grams.length === 0)
    throw new AppError('invalid', 'invalid', 'That is too short to look for.', {
      errors: { q: 'Write at least two letters.' },
    })
  await spend([{ key: `message-search:${viewer.id}`, most: limitsInForce().searchPerMinute, windowSeconds: 60 }])
  const { rows, nextCursor } = await collect(viewer, input, grams, (row) => {
    const body = searchable(row.body)
    return words.every((word) => body.includes(word))
  })
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
  grams: number[],
  holds: (row: Candidate) => boolean,
) {
  const rows: Candidate[] = []
  let from = cursor
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = timeCursorOf(from)
    const read = await findMessages(database(), viewer.id, { ...filter, grams, before, limit: CANDIDATES })
    rows.push(...read.filter(holds))
    const last = read.at(-1)
    if (rows.length > limit) {
      const page = pageOf(rows, limit, cursorOf)
      return { rows: page.items, nextCursor: page.nextCursor }
    }
    if (!last || read.length < CANDIDATES) return { rows, nextCursor: null }
    from = cursorOf(last)
  }
  return { rows, nextCursor: from ?? null }
}

const cursorOf = ({ createdAt, id }: Candidate) => timeCursor({ at: createdAt, id })

async function peersOf(viewer: Viewer, rows: readonly Candidate[]): Promise<Map<string, Person>> {
  const ids = [...new Set(rows.map(({ peerId }) => peerId))]
  if (ids.length === 0) return new Map()
  const people = await listPeopleAsSeen(
    database(),
    ids.map((personId) => ({ viewerId: viewer.id, personId })),
  )
  return new Map(people.map(({ viewerId: _, hidden: __, ...person }) => [person.id, person]))
}
