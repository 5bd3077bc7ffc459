import { z } from 'zod'
import 'server-only'
import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import Pusher from 'pusher'
import { type Env, env } from '@/lib/env'
import { log } from '@/lib/log'

import { findSingleton, singleton } from '@/lib/singletons'
import { userChannel, userOfChannel } from './channels'

/** Events of one batch call of the Channels HTTP API. */
const BATCH_SIZE = 10
const TIMEOUT_MS = 5000
/** Channels of one call that triggers an event. */
const CHANNELS_AT_ONCE = 100
/** How the channels of people begin. */
const USER_CHANNELS = userChannel('')

/** What one person is told: a Pusher event name and its data, already JSON. */
export interface Delivery {
  userId: string
  event: string
  data: string
}

/** What a realtime server elsewhere reports: the body as it was sent, and the two headers that vouch for it. */
export interface Webhook {
  body: string
  key: string
  signature: string
}

/** The post room: carries deliveries to open tabs and signs who may listen. Best effort: what is told never throws. */
export interface Broker {
  deliver(deliveries: readonly Delivery[]): void
  /** Tells all of these people the same. */
  broadcast(userIds: readonly string[], event: string, data: string): void
  /** Who has a tab that listens. Rejects when the realtime server does not say. */
  occupiedUsers(): Promise<string[]>
  /** What is in a webhook, still to be parsed; undefined when the realtime server has not signed it. */
  openWebhook(webhook: Webhook): unknown
  /** The Pusher signature that lets this socket hear this channel. */
  authorise(socketId: string, channel: string, sessionId: string): { auth: string }
  /** The Pusher sign-in by which `endSession` finds the socket on a broker elsewhere. */
  signIn(socketId: string, sessionId: string): { auth: string; user_data: string }
  /** The sessions with a socket in this process; none are known of a realtime server elsewhere. */
  connectedSessions(): string[]
  /** Closes the sockets of a session that was ended. */
  endSession(sessionId: string): Promise<void>
}

/** The part of server/realtime that this process uses directly, when the embedded server runs in it. */
export interface EmbeddedBroker {
  trigger(channels: readonly string[], event: string, data: string): void
  rememberSession(socketId: string, sessionId: string): void
  closeSession(sessionId: string): number
  connectedSessions(): string[]
  occupiedChannels(prefix?: string): string[]
  connectionCount(): number
}

/** The name under which server/index.ts provides the embedded server. */
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
        undelivered(error, deliveries.length)
      }
    },
    broadcast(userIds, event, data) {
      try {
        server.trigger(userIds.map(userChannel), event, data)
      } catch (error) {
        undelivered(error, userIds.length)
      }
    },
    occupiedUsers: async () => usersOf(server.occupiedChannels(USER_CHANNELS)),
    openWebhook: (webhook) => openWebhook(pusher, webhook),
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
      for (let from = 0; from < deliveries.length; from += BATCH_SIZE) {
        const batch = deliveries.slice(from, from + BATCH_SIZE)
        pusher
          .triggerBatch(batch.map(({ userId, event, data }) => ({ channel: userChannel(userId), name: event, data })))
          .catch((error: unknown) => undelivered(error, batch.length))
      }
    },
    broadcast(userIds, event, data) {
      for (let from = 0; from < userIds.length; from += CHANNELS_AT_ONCE) {
        const channels = userIds.slice(from, from + CHANNELS_AT_ONCE).map(userChannel)
        pusher.trigger(channels, event, data).catch((error: unknown) => undelivered(error, channels.length))
      }
    },
    async occupiedUsers() {
      const answer = await pusher.get({ path: '/channels', params: { filter_by_prefix: USER_CHANNELS } })
      return usersOf(Object.keys(channelList.parse(await answer.json()).channels))
    },
    openWebhook: (webhook) => openWebhook(pusher, webhook),
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

function openWebhook(pusher: Pusher, { body, key, signature }: Webhook): unknown {
  const headers = { 'content-type': 'application/json', 'x-pusher-key': key, 'x-pusher-signature': signature }
  const webhook = pusher.webhook({ headers, rawBody: body })
  return webhook.isValid() ? webhook.getData() : undefined
}

const undelivered = (error: unknown, events: number) =>
  log.warn('events were not delivered; tabs will catch up', error, { events })

function signIn(pusher: Pusher, socketId: string, sessionId: string) {
  const { auth, user_data } = pusher.authenticateUser(socketId, { id: sessionId })
  return { auth, user_data: user_data ?? '' }
}

function pusherClient(settings: Env): Pusher {
  const { PUSHER_APP_ID: appId = '', PUSHER_APP_KEY: key = '', PUSHER_APP_SECRET: secret = '' } = settings
  const { PUSHER_HOST: host, PUSHER_PORT: port, PUSHER_CLUSTER: cluster, brokerTls: useTLS } = settings
  const agent = useTLS ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true })
  const client = { appId, key, secret, agent, useTLS, timeout: TIMEOUT_MS }
  if (host === undefined && cluster !== undefined) return new Pusher({ ...client, cluster })
  return new Pusher({ ...client, host: host ?? '127.0.0.1', port: String(port ?? (useTLS ? 443 : 80)) })
}

/** Answer of the Channels HTTP API to `GET /channels`: the occupied channels by name. */
const channelList = z.object({ channels: z.record(z.string(), z.unknown()) })
