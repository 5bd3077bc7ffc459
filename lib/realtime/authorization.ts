import 'server-only'
import { broker } from '@/lib/broker/broker'
import { userChannel } from '@/lib/broker/channels'
import { env } from '@/lib/env'
import { AppError, unauthenticated } from '@/lib/errors'
import { userOfSession } from '@/lib/session/sessions'
import type { Viewer } from '@/lib/session/viewer'
import type { RealtimeConfig } from './schema'

/** Signs the subscription of one socket to the viewer's own channel. Throws for any other channel. */
export async function authorizeChannel(viewer: Viewer, socketId: string, channel: string) {
  if (channel !== userChannel(viewer.id))
    throw new AppError('forbidden', 'not_your_channel', 'That channel is not yours.')
  const signature = broker().authorise(socketId, channel, viewer.sessionId)
  // The session may have ended during the request, before there was a socket to close.
  if ((await userOfSession(viewer.sessionId)) === viewer.id) return signature
  await broker().endSession(viewer.sessionId)
  throw unauthenticated()
}

export const authenticateUser = (viewer: Viewer, socketId: string) => broker().signIn(socketId, viewer.sessionId)

export function realtimeConfig(viewer: Viewer): RealtimeConfig {
  const { PUSHER_APP_KEY: key = '', PUSHER_HOST: host, PUSHER_PORT: port, PUSHER_CLUSTER: cluster, brokerTls } = env()
  return {
    key,
    host: host ?? null,
    port: host ? (port ?? (brokerTls ? 443 : 80)) : null,
    tls: host ? brokerTls : null,
    cluster: cluster ?? null,
    channel: userChannel(viewer.id),
  }
}
