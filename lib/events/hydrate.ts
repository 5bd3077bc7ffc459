import 'server-only'
import type { Connection } from '@/db/client'
import { messageView } from '@/lib/messages/views'
import { notificationView } from '@/lib/notifications/views'
import type { LogEvent, VisiblePerson } from './catalogue'
import { type LoadedReferences, loadReferences, peerIdOf } from './load-references'
import type { LogRow } from './references'

type Hydrated = { [Event in LogEvent as Event['type']]: Omit<Event, 'seq'> }[LogEvent['type']]
type RowOf<Type extends LogRow['type']> = Extract<LogRow, { type: Type }>
type DataOf<Type extends LogEvent['type']> = Extract<LogEvent, { type: Type }>['data']

/** Log rows with the people and messages they name, as their owners may see them now. Few queries, however many rows. */
export async function hydrate(on: Connection, rows: readonly LogRow[]): Promise<(LogEvent & { userId: string })[]> {
  const found = await loadReferences(on, rows)
  return rows.map((row) => ({ ...dataOf(row, found), userId: row.userId, seq: row.seq }))
}

function dataOf(row: LogRow, found: LoadedReferences): Hydrated {
  const person = (id: string) => visiblePerson(id, row, found)
  switch (row.type) {
    case 'friend_request':
      return { type: row.type, data: requestData(row, found) }
    case 'friend_accepted':
      return { type: row.type, data: { fromUser: person(row.data.userId), by: row.data.by, since: row.data.since } }
    case 'profile_changed':
      return { type: row.type, data: { user: person(row.data.userId) } }
    case 'new_message':
      return { type: row.type, data: newMessageData(row, found) }
    case 'message_updated':
      return { type: row.type, data: updatedMessageData(row, found) }
    case 'notification':
      return { type: row.type, data: notificationData(row, found) }
    case 'draft_changed':
      return { type: row.type, data: draftData(row, found) }
    default:
      // Events that name nobody and say nothing travel as they are stored; the two types agree kind by kind.
      return { type: row.type, data: row.data } as Hydrated
  }
}

function visiblePerson(id: string, { userId }: LogRow, { people }: LoadedReferences): VisiblePerson {
  const sight = people.get(userId, id)
  return sight && !sight.hidden ? sight.person : { id }
}

function requestData(row: RowOf<'friend_request'>, found: LoadedReferences): DataOf<'friend_request'> {
  const { fromId, toId, since } = row.data
  const [fromUser, toUser] = [visiblePerson(fromId, row, found), visiblePerson(toId, row, found)]
  const isSeen = 'username' in fromUser && 'username' in toUser
  return { fromUser, toUser, since, greeting: (isSeen && found.greetings.get(fromId, toId)?.body) || null }
}

function newMessageData(row: RowOf<'new_message'>, found: LoadedReferences): DataOf<'new_message'> {
  const message = visibleMessage(row, found)
  const peer = message && found.people.get(row.userId, peerIdOf(message, row.userId))
  return message && peer ? { message: messageView(message), peer: peer.person } : { ...row.data, gone: true }
}

function updatedMessageData(row: RowOf<'message_updated'>, found: LoadedReferences): DataOf<'message_updated'> {
  const message = visibleMessage(row, found)
  return message ? { message: messageView(message) } : { ...row.data, gone: true }
}

function visibleMessage({ userId, data }: RowOf<'new_message' | 'message_updated'>, { messages }: LoadedReferences) {
  const message = messages.get(userId, data.conversationId, data.seq)
  return message && !message.hidden ? message : undefined
}

function notificationData(row: RowOf<'notification'>, found: LoadedReferences): DataOf<'notification'> {
  const stored = found.notifications.get(row.userId, row.data.seq)
  const actor = stored && visiblePerson(stored.actorId, row, found)
  if (!stored || !actor || !('username' in actor)) return { seq: row.data.seq, gone: true }
  return { notification: notificationView(stored, actor) }
}

function draftData({ userId, data: { conversationId } }: RowOf<'draft_changed'>, { drafts }: LoadedReferences) {
  const draft = drafts.get(userId, conversationId)
  if (!draft) return { conversationId, draft: null }
  return { conversationId, draft: { conversationId, body: draft.body, updatedAt: draft.updatedAt.toISOString() } }
}
