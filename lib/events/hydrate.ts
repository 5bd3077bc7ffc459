import 'server-only'
import type { Connection } from '@/db/client'
import { messageView } from '@/lib/messages/views'
import { notificationView } from '@/lib/notifications/views'
import type { LogEvent, PersonSeen } from './catalogue'
import { type Found, findNamed, peerIdOf } from './found'
import type { LogRow } from './references'

type Hydrated = { [Event in LogEvent as Event['type']]: Omit<Event, 'seq'> }[LogEvent['type']]
type RowOf<Type extends LogRow['type']> = Extract<LogRow, { type: Type }>
type DataOf<Type extends LogEvent['type']> = Extract<LogEvent, { type: Type }>['data']

/** Log rows with the people and messages they name, as their owners may see them now. Few queries, however many rows. */
export async function hydrate(on: Connection, rows: readonly LogRow[]): Promise<(LogEvent & { userId: string })[]> {
  const found = await findNamed(on, rows)
  return rows.map((row) => ({ ...dataOf(row, found), userId: row.userId, seq: row.seq }))
}

function dataOf(row: LogRow, found: Found): Hydrated {
  const person = (id: string) => personSeen(id, row, found)
  switch (row.type) {
    case 'friend_request':
      return { type: row.type, data: requestSeen(row, found) }
    case 'friend_accepted':
      return { type: row.type, data: { fromUser: person(row.data.userId), by: row.data.by, since: row.data.since } }
    case 'profile_changed':
      return { type: row.type, data: { user: person(row.data.userId) } }
    case 'new_message':
      return { type: row.type, data: newMessageSeen(row, found) }
    case 'message_updated':
      return { type: row.type, data: updatedMessageSeen(row, found) }
    case 'notification':
      return { type: row.type, data: notificationSeen(row, found) }
    case 'draft_changed':
      return { type: row.type, data: draftSeen(row, found) }
    default:
      // Events that name nobody and say nothing travel as they are stored; the two types agree kind by kind.
      return { type: row.type, data: row.data } as Hydrated
  }
}

function personSeen(id: string, { userId }: LogRow, { people }: Found): PersonSeen {
  const sight = people.get(userId, id)
  return sight && !sight.hidden ? sight.person : { id }
}

function requestSeen(row: RowOf<'friend_request'>, found: Found): DataOf<'friend_request'> {
  const { fromId, toId, since } = row.data
  const [fromUser, toUser] = [personSeen(fromId, row, found), personSeen(toId, row, found)]
  const isSeen = 'username' in fromUser && 'username' in toUser
  return { fromUser, toUser, since, greeting: (isSeen && found.greetings.get(fromId, toId)?.body) || null }
}

function newMessageSeen(row: RowOf<'new_message'>, found: Found): DataOf<'new_message'> {
  const message = messageSeen(row, found)
  const peer = message && found.people.get(row.userId, peerIdOf(message, row.userId))
  return message && peer ? { message: messageView(message), peer: peer.person } : { ...row.data, gone: true }
}

function updatedMessageSeen(row: RowOf<'message_updated'>, found: Found): DataOf<'message_updated'> {
  const message = messageSeen(row, found)
  return message ? { message: messageView(message) } : { ...row.data, gone: true }
}

function messageSeen({ userId, data }: RowOf<'new_message' | 'message_updated'>, { messages }: Found) {
  const message = messages.get(userId, data.conversationId, data.seq)
  return message && !message.hidden ? message : undefined
}

function notificationSeen(row: RowOf<'notification'>, found: Found): DataOf<'notification'> {
  const stored = found.notifications.get(row.userId, row.data.seq)
  const actor = stored && personSeen(stored.actorId, row, found)
  if (!stored || !actor || !('username' in actor)) return { seq: row.data.seq, gone: true }
  return { notification: notificationView(stored, actor) }
}

function draftSeen({ userId, data: { conversationId } }: RowOf<'draft_changed'>, { drafts }: Found) {
  const draft = drafts.get(userId, conversationId)
  if (!draft) return { conversationId, draft: null }
  return { conversationId, draft: { conversationId, body: draft.body, updatedAt: draft.updatedAt.toISOString() } }
}
