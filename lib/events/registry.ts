import * as accounts from '@/lib/accounts/events'
import * as blocks from '@/lib/blocks/events'
import * as conversations from '@/lib/conversations/events'
import * as friends from '@/lib/friends/events'
import * as messages from '@/lib/messages/events'
import * as notifications from '@/lib/notifications/events'
import * as session from '@/lib/session/events'
import type { EventDefinition } from './define-event'

/** All event definitions. The events of a domain belong to the log once its module is listed here. */
const definitions = [
  ...Object.values(accounts),
  ...Object.values(blocks),
  ...Object.values(conversations),
  ...Object.values(friends),
  ...Object.values(messages),
  ...Object.values(notifications),
  ...Object.values(session),
]

type Definition = (typeof definitions)[number]
type EventType = Definition['type']

type EventOf<D> =
  D extends EventDefinition<infer Type, infer _, infer Data> ? { seq: number; type: Type; data: Data } : never
type StoredOf<D> = D extends EventDefinition<infer Type, infer Stored, infer _> ? { type: Type; data: Stored } : never

/** One event of a person's log, as a client receives it. */
export type LogEvent = EventOf<Definition>

/** An event to be written to logs. */
export type StoredEvent = StoredOf<Definition>

/** An event as it is stored: whose log, which number, what. */
export type LogRow = StoredEvent & { userId: string; seq: number }

/** A definition where the type of the event is known only at run time. */
type AnyDefinition = EventDefinition<EventType, unknown, unknown>

const byType = new Map<string, AnyDefinition>(definitions.map((definition) => [definition.type, definition]))

/** Returns the definition of that type, or undefined: another process of a deploy under way may write newer types. */
export const findDefinition = (type: string): AnyDefinition | undefined => byType.get(type)

/** Whether the counts of the viewer may be others after the event. */
export const changesCounts = ({ type, data }: LogEvent, viewerId: string): boolean =>
  findDefinition(type)?.changesCounts(data, viewerId) ?? false
