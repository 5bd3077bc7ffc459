import 'server-only'
import type { Connection } from '@/db/client'
import { listDraftsAt } from '@/db/queries/drafts'
import { listGreetings } from '@/db/queries/greetings'
import { listMessagesForViewers } from '@/db/queries/messages'
import { listNotificationsAt } from '@/db/queries/notifications'
import { listPeopleForViewers } from '@/db/queries/users'
import type { Index, LoadedReferences, References } from './references'

interface Referring {
  userId: string
  references: References
}

/** Loads what events name, with one query for each kind of row that is named at all. */
export async function loadReferences(on: Connection, events: readonly Referring[]): Promise<LoadedReferences> {
  const each = <Place, Row>(
    pick: (references: References) => readonly Place[] | undefined,
    map: (userId: string, place: Place) => Row,
  ) => events.flatMap(({ userId, references }) => pick(references)?.map((place) => map(userId, place)) ?? [])
  const [messages, notifications, greetings, drafts] = await Promise.all([
    loadIfAny(
      each(
        ({ messages }) => messages,
        (viewerId, place) => ({ viewerId, ...place }),
      ),
      (places) => listMessagesForViewers(on, places),
    ),
    loadIfAny(
      each(
        ({ notifications }) => notifications,
        (userId, { seq }) => ({ userId, seq }),
      ),
      (places) => listNotificationsAt(on, places),
    ),
    loadIfAny(
      each(
        ({ greetings }) => greetings,
        (_, pair) => pair,
      ),
      (pairs) => listGreetings(on, pairs),
    ),
    loadIfAny(
      each(
        ({ drafts }) => drafts,
        (userId, { conversationId }) => ({ userId, conversationId }),
      ),
      (places) => listDraftsAt(on, places),
    ),
  ])
  const viewerPairs = [
    ...each(
      ({ people }) => people,
      (viewerId, personId) => ({ viewerId, personId }),
    ),
    ...messages.map(({ viewerId, peerId: personId }) => ({ viewerId, personId })),
    ...notifications.map(({ userId, actorId }) => ({ viewerId: userId, personId: actorId })),
  ]
  const people = await loadIfAny(uniquePairs(viewerPairs), (pairs) => listPeopleForViewers(on, pairs))
  return {
    messages: index(messages, ({ viewerId, conversationId, seq }) => [viewerId, conversationId, seq]),
    notifications: index(notifications, ({ userId, seq }) => [userId, seq]),
    greetings: index(greetings, ({ askerId, recipientId }) => [askerId, recipientId]),
    drafts: index(drafts, ({ userId, conversationId }) => [userId, conversationId]),
    people: index(
      people.map(({ viewerId, hidden, ...person }) => ({ viewerId, hidden, person })),
      ({ viewerId, person }) => [viewerId, person.id],
    ),
  }
}

const loadIfAny = async <Place, Row>(places: Place[], read: (places: Place[]) => PromiseLike<Row[]>): Promise<Row[]> =>
  places.length > 0 ? read(places) : []

/** Returns each pair once, however many events name it. */
const uniquePairs = (pairs: { viewerId: string; personId: string }[]) => [
  ...new Map(pairs.map((pair) => [`${pair.viewerId}/${pair.personId}`, pair])).values(),
]

function index<Row>(rows: readonly Row[], keyOf: (row: Row) => (string | number)[]): Index<Row> {
  const byKey = new Map(rows.map((row) => [keyOf(row).join('/'), row]))
  return { get: (...key) => byKey.get(key.join('/')) }
}
