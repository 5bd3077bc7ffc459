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
import { MAX_CHANNELS_PER_CONNECTION } from './protocol-limits'
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

/** Handles one frame of a client (Pusher Channels WebSocket protocol 7, "Events: client to server"). */
export function handleClientFrame(context: RealtimeContext, connection: Connection, text: string) {
  const frame = readClientFrame(text)
  switch (frame.kind) {
    case 'ping':
      return connection.send(PONG_FRAME)
    case 'pong':
      return
    case 'subscribe':
      return subscribe(context, connection, frame.channel, frame.auth)
    case 'unsubscribe':
      return unsubscribe(context, connection, frame.channel)
    case 'signin':
      return signIn(context, connection, frame.auth, frame.userData)
    case 'client-event':
      return connection.send(errorFrame('Client events are not enabled', 4301))
    case 'malformed':
      return connection.send(errorFrame(frame.reason))
  }
}

function subscribe(context: RealtimeContext, connection: Connection, channel: string, auth: string) {
  const refusal = refusalOf(context.app, connection, channel, auth)
  if (refusal) return connection.send(subscriptionErrorFrame(channel, refusal.type, refusal.error, refusal.status))
  if (connection.channels.includes(channel)) return connection.send(errorFrame('Already subscribed to this channel'))
  context.channels.subscribe(connection, channel)
  connection.send(subscriptionSucceededFrame(channel))
  if (isUserChannel(channel)) closeOldestBeyond(context, channel)
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
  if (connection.channels.length < MAX_CHANNELS_PER_CONNECTION || connection.channels.includes(channel))
    return undefined
  return { type: 'LimitReached', error: 'Too many channels on one connection', status: 403 }
}

const UNAUTHORIZED: Refusal = { type: 'AuthError', error: 'The connection is unauthorized', status: 401 }

/**
 * Closes the oldest sockets above the limit, so that the newest tab works. pusher-js does not reconnect after 4004; a
 * reconnect would close the next socket.
 */
function closeOldestBeyond(context: RealtimeContext, channel: string): void {
  const subscribers = context.channels.subscribersOf(channel)
  for (const oldest of subscribers) {
    if (subscribers.size <= context.socketsPerUser) return
    oldest.close(CLOSE.tooManyTabs)
  }
}

function unsubscribe(context: RealtimeContext, connection: Connection, channel: string): void {
  if (!context.channels.unsubscribe(connection, channel)) connection.send(errorFrame('Not subscribed to this channel'))
}

/** Rejects a second user on one connection, which would otherwise escape `terminate_connections` of the first. */
function signIn(context: RealtimeContext, connection: Connection, auth: string, userData: string) {
  const userId = parseObject(userData)?.id
  const isSigned = sameText(userSignature(context.app, connection.id, userData), auth)
  const hasUserId = typeof userId === 'string' && userId !== ''
  const isOtherUser = connection.userId !== undefined && connection.userId !== userId
  if (!isSigned || !hasUserId || isOtherUser) return connection.close(CLOSE.unauthorized)
  connection.userId = userId
  context.users.add(userId, connection)
  connection.send(signinSucceededFrame(userData))
}
