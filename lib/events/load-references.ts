import 'server-only'
import type { Connection } from '@/db/client'
import { listDraftsAt } from '@/db/queries/drafts'
import { listGreetings } from '@/db/queries/greetings'
import { listMessagesForViewers } from '@/db/queries/messages'
import { listNotificationsAt } from '@/db/queries/notifications'
import { listPeopleForViewers } from '@/db/queries/users'
import type { Person } from '@/lib/accounts/schema'
import type { StoredMessage } from '@/lib/messages/views'
import type { NotificationRow } from '@/lib/notifications/views'
import type { LogRow } from './references'

export interface LoadedMessage extends StoredMessage {
  viewerId: string
  /** Deleted by this viewer for themselves. */
  hidden: boolean
  lowId: string | null
  highId: string | null
}

/** Rows by the ids that name them. */
interface Index<Row> {
  get(...key: (string | number)[]): Row | undefined
}

/** What log rows name, each as the row's owner may see it. */
export interface LoadedReferences {
  messages: Index<LoadedMessage>
  notifications: Index<NotificationRow>
  greetings: Index<{ body: string }>
  drafts: Index<{ body: string; updatedAt: Date }>
  /** By viewer and person; `hidden` when there is a block between the two, whoever made it. */
  people: Index<{ person: Person; hidden: boolean }>
}

export const peerIdOf = ({ lowId, highId }: LoadedMessage, ownerId: string) =>
  (lowId === ownerId ? highId : lowId) ?? ''

/** One query for each kind of thing that is named at all. */
export async function loadReferences(on: Connection, rows: readonly LogRow[]): Promise<LoadedReferences> {
  const named = <Place>(pick: (row: LogRow) => Place[]) => rows.flatMap(pick)
  const [messages, notifications, greetings, drafts] = await Promise.all([
    loadIfAny(named(messagesIn), (places) => listMessagesForViewers(on, places)),
    loadIfAny(named(notificationsIn), (places) => listNotificationsAt(on, places)),
    loadIfAny(named(greetingsIn), (places) => listGreetings(on, places)),
    loadIfAny(named(draftsIn), (places) => listDraftsAt(on, places)),
  ])
  const sights = [
    ...named(peopleIn),
    ...messages.map((row) => ({ viewerId: row.viewerId, personId: peerIdOf(row, row.viewerId) })),
    ...notifications.map(({ userId, actorId }) => ({ viewerId: userId, personId: actorId })),
  ]
  const people = await loadIfAny(uniquePairs(sights), (places) => listPeopleForViewers(on, places))
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

const messagesIn = (row: LogRow) =>
  row.type === 'new_message' || row.type === 'message_updated' ? [{ viewerId: row.userId, ...row.data }] : []

const notificationsIn = ({ type, userId, data }: LogRow) => (type === 'notification' ? [{ userId, seq: data.seq }] : [])

const greetingsIn = ({ type, data }: LogRow) =>
  type === 'friend_request' ? [{ askerId: data.fromId, recipientId: data.toId }] : []

const draftsIn = ({ type, userId, data }: LogRow) =>
  type === 'draft_changed' ? [{ userId, conversationId: data.conversationId }] : []

function peopleIn({ type, userId: viewerId, data }: LogRow): { viewerId: string; personId: string }[] {
  switch (type) {
    case 'friend_request':
      return [data.fromId, data.toId].map((personId) => ({ viewerId, personId }))
    case 'friend_accepted':
    case 'profile_changed':
      return [{ viewerId, personId: data.userId }]
    default:
      return []
  }
}

const loadIfAny = async <Place, Row>(places: Place[], read: (places: Place[]) => PromiseLike<Row[]>): Promise<Row[]> =>
  places.length > 0 ? read(places) : []

/** A sight named by many rows is looked for once. */
const uniquePairs = (sights: { viewerId: string; personId: string }[]) => [
  ...new Map(sights.map((sight) => [`${sight.viewerId}/${sight.personId}`, sight])).values(),
]

function index<Row>(rows: readonly Row[], keyOf: (row: Row) => (string | number)[]): Index<Row> {
  const byKey = new Map(rows.map((row) => [keyOf(row).join('/'), row]))
  return { get: (...key) => byKey.get(key.join('/')) }
}
