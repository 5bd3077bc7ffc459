import type { Person } from '@/lib/accounts/schema'
import type { Draft, Message } from '@/lib/messages/schema'
import type { Notification } from '@/lib/notifications/schema'

/** A person, or only the id of one who may not be seen any more. */
export type VisiblePerson = Person | { id: string }

/** A message, or the place of one that is gone from the viewer's sight. */
type MessageOrGone = { message: Message; peer: Person } | { conversationId: string; seq: number; gone: true }

/** A notification, or the place of one whose reason is gone. */
type NotificationOrGone = { notification: Notification } | { seq: number; gone: true }

/** Everything the log tells, by the contract's names. */
interface EventData {
  friend_request: { fromUser: VisiblePerson; toUser: VisiblePerson; since: string; greeting: string | null }
  friend_request_removed: { userId: string }
  friend_accepted: { fromUser: VisiblePerson; by: string; since: string }
  friend_removed: { userId: string }
  blocks_changed: { userId: string; blocked: boolean }
  profile_changed: { user: VisiblePerson }
  notification: NotificationOrGone
  notifications_read: { upTo: number; unread: number }
  settings_changed: Record<string, never>
  session_revoked: Record<string, never>
  new_message: MessageOrGone
  message_updated: { message: Message } | { conversationId: string; seq: number; gone: true }
  message_hidden: { conversationId: string; seq: number }
  delivered_receipt: { conversationId: string; userId: string; deliveredSeq: number }
  draft_changed: { conversationId: string; draft: Draft | null }
  conversation_read: { conversationId: string; lastReadSeq: number; unread: number }
  read_receipt: { conversationId: string; userId: string; lastReadSeq: number }
}

type EventType = keyof EventData

/** One event of a person's log, hydrated. */
export type LogEvent = { [Type in EventType]: { seq: number; type: Type; data: EventData[Type] } }[EventType]

/** An event whose kind this client does not know: it moves the cursor and nothing else. */
export interface UnknownEvent {
  seq: number
  type: string
  data: unknown
}

/** Answer of `GET /api/sync`, besides 204 for nothing new. */
export type SyncAnswer = { cursor: number; events: UnknownEvent[]; more: boolean } | { reset: true; cursor: number }

/** An object as JSON brings it. */
type Fields = Record<string, unknown>
type Guard = (data: Fields) => boolean

export const isRecord = (value: unknown): value is Fields => typeof value === 'object' && value !== null
const text = (value: unknown) => typeof value === 'string'
const number = (value: unknown) => Number.isSafeInteger(value)
const person = (value: unknown) => isRecord(value) && text(value.id)
const notification = (value: unknown) =>
  isRecord(value) && text(value.id) && number(value.seq) && text(value.kind) && person(value.person)
const message = (value: unknown) =>
  isRecord(value) &&
  text(value.conversationId) &&
  number(value.seq) &&
  text(value.senderId) &&
  text(value.clientId) &&
  text(value.body)

const guards: Record<EventType, Guard> = {
  friend_request: (data) => person(data.fromUser) && person(data.toUser) && text(data.since),
  friend_request_removed: (data) => text(data.userId),
  friend_accepted: (data) => person(data.fromUser) && text(data.by) && text(data.since),
  friend_removed: (data) => text(data.userId),
  blocks_changed: (data) => text(data.userId) && typeof data.blocked === 'boolean',
  profile_changed: (data) => person(data.user),
  notification: (data) => (data.gone === true ? number(data.seq) : notification(data.notification)),
  notifications_read: (data) => number(data.upTo) && number(data.unread),
  settings_changed: () => true,
  session_revoked: () => true,
  new_message: (data) =>
    data.gone === true ? text(data.conversationId) && number(data.seq) : message(data.message) && person(data.peer),
  message_updated: (data) =>
    data.gone === true ? text(data.conversationId) && number(data.seq) : message(data.message),
  message_hidden: (data) => text(data.conversationId) && number(data.seq),
  delivered_receipt: (data) => text(data.conversationId) && text(data.userId) && number(data.deliveredSeq),
  draft_changed: (data) => text(data.conversationId) && (data.draft === null || isRecord(data.draft)),
  conversation_read: (data) => text(data.conversationId) && number(data.lastReadSeq) && number(data.unread),
  read_receipt: (data) => text(data.conversationId) && text(data.userId) && number(data.lastReadSeq),
}

/** Whether this version knows the kind; another process of a deploy under way may write newer ones. */
export const isEventType = (type: string): type is EventType => Object.hasOwn(guards, type)

/** An event this client knows and whose data has the promised shape; undefined otherwise, so that an old tab survives a deploy. */
export function parseLogEvent(event: UnknownEvent): LogEvent | undefined {
  if (!isEventType(event.type) || !isRecord(event.data)) return undefined
  return guards[event.type](event.data) ? (event as LogEvent) : undefined // The guard has seen every field a reducer reads.
}

/** An event as the socket brings it; above 10 KB without its data. */
export interface Envelope extends UnknownEvent {
  truncated: boolean
}

/** The numbered envelope of a socket message, or undefined for anything else. */
export function parseEnvelope(value: unknown): Envelope | undefined {
  if (!isRecord(value) || !number(value.seq) || !text(value.type)) return undefined
  return { seq: Number(value.seq), type: String(value.type), data: value.data, truncated: !('data' in value) }
}
