import { ApiError } from './api-error'
import { channelKind } from './channel-names'
import { isObject } from './frames'
import {
  MAX_CHANNELS_PER_TRIGGER,
  MAX_EVENT_DATA_BYTES,
  MAX_EVENT_NAME_CHARACTERS,
  MAX_EVENTS_PER_BATCH,
} from './protocol-limits'

export interface TriggeredEvent {
  readonly channels: readonly string[]
  readonly name: string
  readonly data: string
  readonly exceptSocketId: string | undefined
}

const SOCKET_ID = /^\d+\.\d+$/

/** Parses the body of `POST events`; throws ApiError 400, or 413 for data that is too long (HTTP API, "POST event"). */
export function readEvent(body: unknown): TriggeredEvent {
  if (!isObject(body)) throw new ApiError(400, 'An event must be a JSON object')
  return {
    channels: readChannels(body),
    name: readName(body.name),
    data: readData(body.data),
    exceptSocketId: readSocketId(body.socket_id),
  }
}

/**
 * Parses the body of `POST batch_events`; throws ApiError if any event is invalid, so that none is published (HTTP API,
 * "POST batch events").
 */
export function readBatch(body: unknown): TriggeredEvent[] {
  const batch = isObject(body) ? body.batch : undefined
  if (!Array.isArray(batch)) throw new ApiError(400, 'batch must be an array of events')
  if (batch.length > MAX_EVENTS_PER_BATCH) {
    throw new ApiError(400, `A batch holds at most ${MAX_EVENTS_PER_BATCH} events`)
  }
  return batch.map(readEvent)
}

function readChannels(body: Record<string, unknown>): string[] {
  const channels: unknown = body.channels ?? (body.channel === undefined ? undefined : [body.channel])
  if (!Array.isArray(channels) || channels.length === 0) throw new ApiError(400, 'channel or channels is missing')
  if (channels.length > MAX_CHANNELS_PER_TRIGGER) {
    throw new ApiError(400, `An event goes to at most ${MAX_CHANNELS_PER_TRIGGER} channels`)
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
  if (name.length > MAX_EVENT_NAME_CHARACTERS) {
    throw new ApiError(400, `name must have at most ${MAX_EVENT_NAME_CHARACTERS} characters`)
  }
  return name
}

function readData(data: unknown): string {
  if (typeof data !== 'string') throw new ApiError(400, 'data must be a string')
  if (Buffer.byteLength(data) > MAX_EVENT_DATA_BYTES) {
    throw new ApiError(413, `data must have at most ${MAX_EVENT_DATA_BYTES} bytes`)
  }
  return data
}

function readSocketId(socketId: unknown): string | undefined {
  if (socketId === undefined || socketId === null) return undefined
  if (typeof socketId !== 'string' || !SOCKET_ID.test(socketId)) throw new ApiError(400, 'Invalid socket_id')
  return socketId
}
