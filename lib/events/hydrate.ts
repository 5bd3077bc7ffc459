import 'server-only'
import type { Connection } from '@/db/client'
import { listMessagesAt } from '@/db/queries/messages'
import { listNotificationsAt } from '@/db/queries/notifications'
import { listPeopleAsSeen } from '@/db/queries/users'
import type { Person } from '@/lib/accounts/schema'
import { type MessageRow, messageView } from '@/lib/messages/views'
import { type NotificationRow, notificationView } from '@/lib/notifications/views'
import type { LogEvent, MessageSeen, NotificationSeen, PersonSeen } from './catalogue'
import type { LogRow } from './references'

/** Log rows with the people and messages they name, as their owners may see them now. Few queries, however many rows. */
export async function hydrate(on: Connection, rows: readonly LogRow[]): Promise<(LogEvent & { userId: string })[]> {
  const [messages, notifications] = await Promise.all([messagesOf(on, rows), notificationsOf(on, rows)])
  const people = await peopleOf(on, rows, messages, notifications)
  const found = { messages, notifications, people }
  return rows.map((row) => ({ ...dataOf(row, found), userId: row.userId, seq: row.seq }))
}

type Messages = Map<string, MessageRow>
type Notifications = Map<string, NotificationRow>
/** By viewer and person; `hidden` when there is a block between the two, whoever made it. */
type People = Map<string, { person: Person; hidden: boolean }>
type Hydrated = { [Event in LogEvent as Event['type']]: Omit<Event, 'seq'> }[LogEvent['type']]

interface Found {
  messages: Messages
  notifications: Notifications
  people: People
}

const placeOf = ({ conversationId, seq }: { conversationId: string; seq: number }) => `${conversationId}/${seq}`
const sightOf = (viewerId: string, personId: string) => `${viewerId}/${personId}`

function dataOf(row: LogRow, found: Found): Hydrated {
  const person = (id: string): PersonSeen => {
    const sight = found.people.get(sightOf(row.userId, id))
    return sight && !sight.hidden ? sight.person : { id }
  }
  switch (row.type) {
    case 'friend_request': {
      const { fromId, toId, since } = row.data
      return { type: row.type, data: { fromUser: person(fromId), toUser: person(toId), since } }
    }
    case 'friend_accepted':
      return { type: row.type, data: { fromUser: person(row.data.userId), by: row.data.by, since: row.data.since } }
    case 'profile_changed':
      return { type: row.type, data: { user: person(row.data.userId) } }
    case 'new_message':
      return { type: row.type, data: messageSeen(row.data, row.userId, found) }
    case 'notification':
      return { type: row.type, data: notificationSeen(row.data.seq, row.userId, found, person) }
    default:
      return asStored(row)
  }
}

type Plain = Exclude<
  LogRow,
  { type: 'friend_request' | 'friend_accepted' | 'profile_changed' | 'new_message' | 'notification' }
>

/** Events that name nobody and say nothing travel as they are stored. */
const asStored = ({ type, data }: Plain) => ({ type, data }) as Hydrated // The two types agree kind by kind.

function messageSeen(place: { conversationId: string; seq: number }, ownerId: string, found: Found): MessageSeen {
  const row = found.messages.get(placeOf(place))
  const sight = row && found.people.get(sightOf(ownerId, peerIdOf(row, ownerId)))
  return row && sight ? { message: messageView(row), peer: sight.person } : { ...place, gone: true }
}

function notificationSeen(
  seq: number,
  ownerId: string,
  found: Found,
  person: (id: string) => PersonSeen,
): NotificationSeen {
  const row = found.notifications.get(placeOf({ conversationId: ownerId, seq }))
  const actor = row && person(row.actorId)
  return row && actor && 'username' in actor ? { notification: notificationView(row, actor) } : { seq, gone: true }
}

const peerIdOf = (row: MessageRow, ownerId: string) => (row.lowId === ownerId ? row.highId : row.lowId) ?? ''

async function messagesOf(on: Connection, rows: readonly LogRow[]): Promise<Messages> {
  const places = rows.flatMap((row) => (row.type === 'new_message' ? [row.data] : []))
  const found = places.length > 0 ? await listMessagesAt(on, places) : []
  return new Map(found.map((row) => [placeOf(row), row]))
}

async function notificationsOf(on: Connection, rows: readonly LogRow[]): Promise<Notifications> {
  const places = rows.flatMap(({ type, userId, data }) => (type === 'notification' ? [{ userId, seq: data.seq }] : []))
  const found = places.length > 0 ? await listNotificationsAt(on, places) : []
  return new Map(found.map((row) => [placeOf({ conversationId: row.userId, seq: row.seq }), row]))
}

async function peopleOf(
  on: Connection,
  rows: readonly LogRow[],
  messages: Messages,
  notifications: Notifications,
): Promise<People> {
  const sights = new Map<string, { viewerId: string; personId: string }>()
  for (const row of rows)
    for (const personId of peopleIn(row, messages, notifications))
      sights.set(sightOf(row.userId, personId), { viewerId: row.userId, personId })
  const found = sights.size > 0 ? await listPeopleAsSeen(on, [...sights.values()]) : []
  return new Map(found.map(({ viewerId, hidden, ...person }) => [sightOf(viewerId, person.id), { person, hidden }]))
}

function peopleIn(row: LogRow, messages: Messages, notifications: Notifications): string[] {
  switch (row.type) {
    case 'friend_request':
      return [row.data.fromId, row.data.toId]
    case 'friend_accepted':
    case 'profile_changed':
      return [row.data.userId]
    case 'new_message': {
      const message = messages.get(placeOf(row.data))
      return message ? [peerIdOf(message, row.userId)] : []
    }
    case 'notification': {
      const notification = notifications.get(placeOf({ conversationId: row.userId, seq: row.data.seq }))
      return notification ? [notification.actorId] : []
    }
    default:
      return []
  }
}
