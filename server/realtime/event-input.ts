import { ApiError } from './api-error'
import { channelKind } from './channel-names'
import { isObject } from './frames'
import {
  CHANNELS_PER_TRIGGER_MAX,
  EVENT_DATA_BYTES_MAX,
  EVENT_NAME_CHARACTERS_MAX,
  EVENTS_PER_BATCH_MAX,
} from './protocol-limits'

export interface TriggeredEvent {
  readonly channels: readonly string[]
  readonly name: string
  readonly data: string
  readonly exceptSocketId: string | undefined
}

const SOCKET_ID = /^\d+\.\d+$/

/** Body of `POST events`; throws ApiError 400, or 413 for data that is too long (HTTP API, "POST event"). */
export function readEvent(body: unknown): TriggeredEvent {
  if (!isObject(body)) throw new ApiError(400, 'An event must be a JSON object')
  return {
    channels: readChannels(body),
    name: readName(body.name),
    data: readData(body.data),
    exceptSocketId: readSocketId(body.socket_id),
  }
}

/** Body of `POST batch_events`: all events are good or none is published (HTTP API, "POST batch events"). */
export function readBatch(body: unknown): TriggeredEvent[] {
  const batch = isObject(body) ? body.batch : undefined
  if (!Array.isArray(batch)) throw new ApiError(400, 'batch must be an array of events')
  if (batch.length > EVENTS_PER_BATCH_MAX) {
    throw new ApiError(400, `A batch holds at most ${EVENTS_PER_BATCH_MAX} events`)
  }
  return batch.map(readEvent)
}

function readChannels(body: Record<string, unknown>): string[] {
  const channels: unknown = body.channels ?? (body.channel === undefined ? undefined : [body.channel])
  if (!Array.isArray(channels) || channels.length === 0) throw new ApiError(400, 'channel or channels is missing')
  if (channels.length > CHANNELS_PER_TRIGGER_MAX) {
    throw new ApiError(400, `An event goes to at most ${CHANNELS_PER_TRIGGER_MAX} channels`)
  }
  return channels.map(readChannel)
}

function readChannel(name: unknown): string {
  const kind = typeof name === 'string' ? channelKind(name) : 'invalid'
  if (typeof name !== 'string' || kind === 'invalid') throw new ApiError(400, 'Invalid channel name')
  if (kind === 'unsupported') throw new ApiError(400, 'Only private channels are served here')
  return name
}

function readName(name: unknown): string {
  if (typeof name !== 'string' || name === '') throw new ApiError(400, 'name must be a non-empty string')
  if (name.length > EVENT_NAME_CHARACTERS_MAX) {
    throw new ApiError(400, `name must have at most ${EVENT_NAME_CHARACTERS_MAX} characters`)
  }
  return name
}

function readData(data: unknown): string {
  if (typeof data !== 'string') throw new ApiError(400, 'data must be a string')
  if (Buffer.byteLength(data) > EVENT_DATA_BYTES_MAX) {
    throw new ApiError(413, `data must have at most ${EVENT_DATA_BYTES_MAX} bytes`)
  }
  return data
}

function readSocketId(socketId: unknown): string | undefined {
  if (socketId === undefined || socketId === null) return undefined
  if (typeof socketId !== 'string' || !SOCKET_ID.test(socketId)) throw new ApiError(400, 'Invalid socket_id')
  return socketId
}
