import { channelKind, isUserChannel, serverToUserChannel } from './channel-names'
import type { ChannelRegistry } from './channel-registry'
import { CLOSE } from './close-reasons'
import type { Connection } from './connection'
import type { ConnectionGroups } from './connection-groups'
import {
  errorFrame,
  PONG_FRAME,
  parseObject,
  readClientFrame,
  type SubscriptionErrorType,
  signinSucceededFrame,
  subscriptionErrorFrame,
  subscriptionSucceededFrame,
} from './frames'
import { CHANNELS_PER_CONNECTION_MAX } from './protocol-limits'
import { type AppCredentials, channelSignature, sameText, userSignature } from './signatures'

export interface RealtimeContext {
  readonly app: AppCredentials
  readonly channels: ChannelRegistry
  readonly users: ConnectionGroups
  readonly socketsPerUser: number
}

interface Refusal {
  readonly type: SubscriptionErrorType
  readonly error: string
  readonly status: number
}

/** Answers one frame of a client (Pusher Channels WebSocket protocol 7, "Events: client to server"). */
export function handleClientFrame(floor: RealtimeContext, connection: Connection, text: string) {
  const frame = readClientFrame(text)
  switch (frame.kind) {
    case 'ping':
      return connection.send(PONG_FRAME)
    case 'pong':
      return
    case 'subscribe':
      return subscribe(floor, connection, frame.channel, frame.auth)
    case 'unsubscribe':
      return unsubscribe(floor, connection, frame.channel)
    case 'signin':
      return signIn(floor, connection, frame.auth, frame.userData)
    case 'client-event':
      return connection.send(errorFrame('Client events are not enabled', 4301))
    case 'malformed':
      return connection.send(errorFrame(frame.reason))
  }
}

function subscribe(floor: RealtimeContext, connection: Connection, channel: string, auth: string) {
  const refusal = refusalOf(floor.app, connection, channel, auth)
  if (refusal) return connection.send(subscriptionErrorFrame(channel, refusal.type, refusal.error, refusal.status))
  if (connection.channels.includes(channel)) return connection.send(errorFrame('Already subscribed to this channel'))
  floor.channels.subscribe(connection, channel)
  connection.send(subscriptionSucceededFrame(channel))
  if (isUserChannel(channel)) closeOldestBeyond(floor, channel)
}

function refusalOf(app: AppCredentials, connection: Connection, channel: string, auth: string): Refusal | undefined {
  switch (channelKind(channel)) {
    case 'invalid':
      return { type: 'InvalidChannel', error: 'The channel name is too long or has a wrong character', status: 400 }
    case 'unsupported':
      return { type: 'UnsupportedChannel', error: 'Only private channels are served here', status: 403 }
    case 'server-to-user':
      if (connection.userId === undefined || channel !== serverToUserChannel(connection.userId)) return UNAUTHORIZED
      break
    case 'private':
      if (!sameText(channelSignature(app, connection.id, channel), auth)) return UNAUTHORIZED
  }
  if (connection.channels.length < CHANNELS_PER_CONNECTION_MAX || connection.channels.includes(channel))
    return undefined
  return { type: 'LimitReached', error: 'Too many channels on one connection', status: 403 }
}

const UNAUTHORIZED: Refusal = { type: 'AuthError', error: 'The connection is unauthorized', status: 401 }

/** The oldest goes, so that the tab just opened works; 4004 tells pusher-js not to come back and push out the next. */
function closeOldestBeyond(floor: RealtimeContext, channel: string): void {
  const subscribers = floor.channels.subscribersOf(channel)
  for (const oldest of subscribers) {
    if (subscribers.size <= floor.socketsPerUser) return
    oldest.close(CLOSE.tooManyTabs)
  }
}

function unsubscribe(floor: RealtimeContext, connection: Connection, channel: string): void {
  if (!floor.channels.unsubscribe(connection, channel)) connection.send(errorFrame('Not subscribed to this channel'))
}

/** A connection keeps the user it signed in as; otherwise it could slip away from `terminate_connections`. */
function signIn(floor: RealtimeContext, connection: Connection, auth: string, userData: string) {
  const userId = parseObject(userData)?.id
  const isSigned = sameText(userSignature(floor.app, connection.id, userData), auth)
  const isSomebody = typeof userId === 'string' && userId !== ''
  const isAnother = connection.userId !== undefined && connection.userId !== userId
  if (!isSigned || !isSomebody || isAnother) return connection.close(CLOSE.unauthorized)
  connection.userId = userId
  floor.users.add(userId, connection)
  connection.send(signinSucceededFrame(userData))
}
