import 'server-only'
import type { Connection } from '@/db/client'
import { listMessagesAt } from '@/db/queries/messages'
import { listPeople } from '@/db/queries/users'
import type { Person } from '@/lib/accounts/schema'
import { type MessageRow, messageView } from '@/lib/messages/views'
import type { LogEvent, MessageSeen, PersonSeen } from './catalogue'
import type { LogRow } from './references'

/** Log rows with the people and messages they name, as their owners may see them now. Two queries, however many rows. */
export async function hydrate(on: Connection, rows: readonly LogRow[]): Promise<(LogEvent & { userId: string })[]> {
  const messages = await messagesOf(on, rows)
  const people = await peopleOf(on, rows, messages)
  return rows.map((row) => ({ ...dataOf(row, people, messages), userId: row.userId, seq: row.seq }))
}

type Messages = Map<string, MessageRow>
type People = Map<string, Person>
type Hydrated = { [Event in LogEvent as Event['type']]: Omit<Event, 'seq'> }[LogEvent['type']]

const placeOf = ({ conversationId, seq }: { conversationId: string; seq: number }) => `${conversationId}/${seq}`

function dataOf(row: LogRow, people: People, messages: Messages): Hydrated {
  const person = (id: string): PersonSeen => people.get(id) ?? { id }
  switch (row.type) {
    case 'friend_request':
      return {
        type: row.type,
        data: { fromUser: person(row.data.fromId), toUser: person(row.data.toId), since: row.data.since },
      }
    case 'friend_accepted':
      return { type: row.type, data: { fromUser: person(row.data.userId), by: row.data.by, since: row.data.since } }
    case 'new_message':
      return { type: row.type, data: messageSeen(row.data, row.userId, people, messages) }
    case 'friend_request_removed':
      return { type: row.type, data: row.data }
    case 'conversation_read':
      return { type: row.type, data: row.data }
    case 'read_receipt':
      return { type: row.type, data: row.data }
  }
}

function messageSeen(
  place: { conversationId: string; seq: number },
  ownerId: string,
  people: People,
  messages: Messages,
): MessageSeen {
  const row = messages.get(placeOf(place))
  const peer = row && people.get(peerIdOf(row, ownerId))
  return row && peer ? { message: messageView(row), peer } : { ...place, gone: true }
}

const peerIdOf = (row: MessageRow, ownerId: string) => (row.lowId === ownerId ? row.highId : row.lowId) ?? ''

async function messagesOf(on: Connection, rows: readonly LogRow[]): Promise<Messages> {
  const places = rows.flatMap((row) => (row.type === 'new_message' ? [row.data] : []))
  const found = places.length > 0 ? await listMessagesAt(on, places) : []
  return new Map(found.map((row) => [placeOf(row), row]))
}

async function peopleOf(on: Connection, rows: readonly LogRow[], messages: Messages): Promise<People> {
  const ids = new Set<string>()
  for (const row of rows) for (const id of peopleIn(row, messages)) ids.add(id)
  const found = ids.size > 0 ? await listPeople(on, [...ids]) : []
  return new Map(found.map((person) => [person.id, person]))
}

function peopleIn(row: LogRow, messages: Messages): string[] {
  switch (row.type) {
    case 'friend_request':
      return [row.data.fromId, row.data.toId]
    case 'friend_accepted':
      return [row.data.userId]
    case 'new_message': {
      const message = messages.get(placeOf(row.data))
      return message ? [peerIdOf(message, row.userId)] : []
    }
    case 'friend_request_removed':
    case 'conversation_read':
    case 'read_receipt':
      return []
  }
}
