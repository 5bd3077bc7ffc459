import { isInteger, isRecord, isText } from './define-event'
import { findDefinition, type LogEvent } from './registry'

/** An event whose type this client may not know: then it moves the cursor and nothing else. */
export interface UnknownEvent {
  seq: number
  type: string
  data: unknown
}

/** Body of `GET /api/sync`, which is 204 when there is nothing new. */
export type SyncAnswer = { cursor: number; events: UnknownEvent[]; more: boolean } | { reset: true; cursor: number }

/** Returns the event when this client knows its type and its data has the promised fields, otherwise undefined. */
export function parseLogEvent(event: UnknownEvent): LogEvent | undefined {
  if (!isRecord(event.data)) return undefined
  return findDefinition(event.type)?.guard(event.data) ? (event as LogEvent) : undefined // The guard has seen every field a reducer reads.
}

/** An event as the socket brings it; above 10 KB without its data. */
export interface Envelope extends UnknownEvent {
  truncated: boolean
}

/** Returns the numbered envelope of a socket message, or undefined for anything else. */
export function parseEnvelope(value: unknown): Envelope | undefined {
  if (!isRecord(value) || !isInteger(value.seq) || !isText(value.type)) return undefined
  return { seq: Number(value.seq), type: String(value.type), data: value.data, truncated: !('data' in value) }
}
