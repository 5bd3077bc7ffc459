import Pusher from 'pusher'
import PusherClient, { type Channel } from 'pusher-js'
import { onTestFinished } from 'vitest'
import { socketPath, TestSocket } from '@/server/realtime/testing/socket'
import type { BrokerAddress } from './broker'

/** Creates a client of the broker's HTTP API with the official server package. */
export function officialServer(
  broker: BrokerAddress,
  app: Partial<{ key: string; secret: string; appId: string }> = {},
) {
  const { host, port, appId, key, secret } = { ...broker, ...app }
  return new Pusher({ appId, key, secret, host, port: String(port), useTLS: false })
}

interface ClientSettings {
  readonly key?: string
  /** Secret for the signatures of channels and user; a wrong one may be given. */
  readonly secret?: string
  readonly userId?: string
}

/** Creates a client with the official client package; it is disconnected when the test ends. */
export function officialClient(broker: BrokerAddress, settings: ClientSettings = {}): PusherClient {
  const { key = broker.key, secret = broker.secret, userId = 'nobody' } = settings
  const signer = officialServer(broker, { secret })
  const client = new PusherClient(key, {
    cluster: 'local',
    wsHost: broker.host,
    wsPort: broker.port,
    forceTLS: false,
    enabledTransports: ['ws'],
    disableStats: true,
    channelAuthorization: {
      customHandler: ({ socketId, channelName }, answer) =>
        answer(null, signer.authorizeChannel(socketId, channelName)),
    },
    userAuthentication: {
      customHandler: ({ socketId }, answer) => answer(null, signer.authenticateUser(socketId, { id: userId })),
    },
  })
  onTestFinished(() => client.disconnect())
  return client
}

export async function connected(client: PusherClient): Promise<PusherClient> {
  if (client.connection.state !== 'connected') {
    await new Promise<void>((resolve) => client.connection.bind('connected', () => resolve()))
  }
  return client
}

/** Resolves with the channel once it is subscribed, rejects with the error that the broker sent. */
export function subscribed(client: PusherClient, name: string): Promise<Channel> {
  const channel = client.subscribe(name)
  return new Promise((resolve, reject) => {
    channel.bind('pusher:subscription_succeeded', () => resolve(channel))
    channel.bind('pusher:subscription_error', reject)
  })
}

interface EventSource {
  bind(name: string, listener: (data: unknown) => void): unknown
  unbind(name: string, listener: (data: unknown) => void): unknown
}

/** Resolves with the data of the next event of that name on a channel or for a signed-in user. */
export function nextEvent(source: EventSource, name: string): Promise<unknown> {
  return new Promise((resolve) => {
    const listen = (data: unknown) => {
      source.unbind(name, listen)
      resolve(data)
    }
    source.bind(name, listen)
  })
}

interface ClientError {
  readonly data?: { readonly code: number }
  /** While connecting, the client wraps the error once more. */
  readonly error?: ClientError
}

/** Resolves with the code of the next error from the broker. */
export function nextErrorCode(client: PusherClient): Promise<number | undefined> {
  return new Promise((resolve) => {
    client.connection.bind('error', ({ data, error }: ClientError) => resolve(data?.code ?? error?.data?.code))
  })
}

/** Opens a raw socket and returns it with its socket id. */
export async function rawSocket(broker: BrokerAddress, path = socketPath(broker.key)) {
  const socket = new TestSocket(broker.port, path)
  onTestFinished(() => void socket.close())
  return { socket, id: await socket.socketId() }
}
