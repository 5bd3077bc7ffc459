import { z } from 'zod'
import 'server-only'
import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import Pusher from 'pusher'
import { type Env, env } from '@/lib/env'
import { log } from '@/lib/log'

import { findSingleton, singleton } from '@/lib/singletons'
import { userChannel, userOfChannel } from './channels'

/** Maximum number of events in one batch call of the Channels HTTP API. */
const MAX_BATCH_EVENTS = 10
const REQUEST_TIMEOUT_MS = 5000
/** Maximum number of channels in one trigger call of the Channels HTTP API. */
const MAX_CHANNELS = 100
const USER_CHANNEL_PREFIX = userChannel('')

/** An event for one user. */
export interface Delivery {
  userId: string
  /** Pusher event name. */
  event: string
  /** JSON text. */
  data: string
}

/** A webhook of an external realtime server: the body as received, and the two headers that sign it. */
export interface Webhook {
  body: string
  key: string
  signature: string
}

/**
 * Publishes events to open tabs and signs channel subscriptions. Delivery is best effort: `deliver` and `broadcast`
 * never throw.
 */
export interface Broker {
  deliver(deliveries: readonly Delivery[]): void
  /** Sends the same event to all of these users. */
  broadcast(userIds: readonly string[], event: string, data: string): void
  /** Returns the ids of users with an open tab. Rejects when the realtime server does not respond. */
  occupiedUsers(): Promise<string[]>
  /** Returns the unparsed content of a webhook, or undefined when its signature is wrong. */
  verifyWebhook(webhook: Webhook): unknown
  /** Returns the Pusher signature that lets this socket subscribe to this channel. */
  authorise(socketId: string, channel: string, sessionId: string): { auth: string }
  /** Returns the Pusher user authentication, by which `endSession` finds the socket on an external broker. */
  signIn(socketId: string, sessionId: string): { auth: string; user_data: string }
  /** Returns the ids of sessions with a socket in this process; an empty list with an external broker. */
  connectedSessions(): string[]
  /** Closes the sockets of an ended session. */
  endSession(sessionId: string): Promise<void>
}

/** The interface of server/realtime that this process calls directly when the embedded server runs in it. */
export interface EmbeddedBroker {
  trigger(channels: readonly string[], event: string, data: string): void
  rememberSession(socketId: string, sessionId: string): void
  closeSession(sessionId: string): number
  connectedSessions(): string[]
  occupiedChannels(prefix?: string): string[]
  connectionCount(): number
}

/** Singleton name under which server/index.ts registers the embedded server. */
export const EMBEDDED_BROKER = 'realtime'

export const broker = (): Broker => singleton('broker', openBroker)

function openBroker(): Broker {
  const settings = env()
  const pusher = pusherClient(settings)
  const embedded = findSingleton<EmbeddedBroker>(EMBEDDED_BROKER)
  return embedded && !settings.externalBroker ? embeddedBroker(embedded, pusher) : remoteBroker(pusher)
}

function embeddedBroker(server: EmbeddedBroker, pusher: Pusher): Broker {
  return {
    deliver(deliveries) {
      try {
        for (const { userId, event, data } of deliveries) server.trigger([userChannel(userId)], event, data)
      } catch (error) {
        logUndelivered(error, deliveries.length)
      }
    },
    broadcast(userIds, event, data) {
      try {
        server.trigger(userIds.map(userChannel), event, data)
      } catch (error) {
        logUndelivered(error, userIds.length)
      }
    },
    occupiedUsers: async () => usersOf(server.occupiedChannels(USER_CHANNEL_PREFIX)),
    verifyWebhook: (webhook) => verifyWebhook(pusher, webhook),
    authorise(socketId, channel, sessionId) {
      server.rememberSession(socketId, sessionId)
      return { auth: pusher.authorizeChannel(socketId, channel).auth }
    },
    signIn: (socketId, sessionId) => signIn(pusher, socketId, sessionId),
    connectedSessions: () => server.connectedSessions(),
    async endSession(sessionId) {
      server.closeSession(sessionId)
    },
  }
}

function remoteBroker(pusher: Pusher): Broker {
  return {
    deliver(deliveries) {
      for (let from = 0; from < deliveries.length; from += MAX_BATCH_EVENTS) {
        const batch = deliveries.slice(from, from + MAX_BATCH_EVENTS)
        pusher
          .triggerBatch(batch.map(({ userId, event, data }) => ({ channel: userChannel(userId), name: event, data })))
          .catch((error: unknown) => logUndelivered(error, batch.length))
      }
    },
    broadcast(userIds, event, data) {
      for (let from = 0; from < userIds.length; from += MAX_CHANNELS) {
        const channels = userIds.slice(from, from + MAX_CHANNELS).map(userChannel)
        pusher.trigger(channels, event, data).catch((error: unknown) => logUndelivered(error, channels.length))
      }
    },
    async occupiedUsers() {
      const response = await pusher.get({ path: '/channels', params: { filter_by_prefix: USER_CHANNEL_PREFIX } })
      return usersOf(Object.keys(channelList.parse(await response.json()).channels))
    },
    verifyWebhook: (webhook) => verifyWebhook(pusher, webhook),
    authorise: (socketId, channel) => ({ auth: pusher.authorizeChannel(socketId, channel).auth }),
    signIn: (socketId, sessionId) => signIn(pusher, socketId, sessionId),
    connectedSessions: () => [],
    async endSession(sessionId) {
      try {
        await pusher.terminateUserConnections(sessionId)
      } catch (error) {
        log.warn('the sockets of an ended session could not be closed', error)
      }
    },
  }
}

const usersOf = (channels: readonly string[]) => channels.flatMap((channel) => userOfChannel(channel) ?? [])

function verifyWebhook(pusher: Pusher, { body, key, signature }: Webhook): unknown {
  const headers = { 'content-type': 'application/json', 'x-pusher-key': key, 'x-pusher-signature': signature }
  const webhook = pusher.webhook({ headers, rawBody: body })
  return webhook.isValid() ? webhook.getData() : undefined
}

const logUndelivered = (error: unknown, events: number) =>
  log.warn('events were not delivered; tabs will catch up', error, { events })

function signIn(pusher: Pusher, socketId: string, sessionId: string) {
  const { auth, user_data } = pusher.authenticateUser(socketId, { id: sessionId })
  return { auth, user_data: user_data ?? '' }
}

function pusherClient(settings: Env): Pusher {
  const { PUSHER_APP_ID: appId = '', PUSHER_APP_KEY: key = '', PUSHER_APP_SECRET: secret = '' } = settings
  const { PUSHER_HOST: host, PUSHER_PORT: port, PUSHER_CLUSTER: cluster, brokerTls: useTLS } = settings
  const agent = useTLS ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true })
  const client = { appId, key, secret, agent, useTLS, timeout: REQUEST_TIMEOUT_MS }
  if (host === undefined && cluster !== undefined) return new Pusher({ ...client, cluster })
  return new Pusher({ ...client, host: host ?? '127.0.0.1', port: String(port ?? (useTLS ? 443 : 80)) })
}

/** Response of the Channels HTTP API to `GET /channels`: the occupied channels by name. */
const channelList = z.object({ channels: z.record(z.string(), z.unknown()) })
