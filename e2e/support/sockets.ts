import { expect } from '@playwright/test'
import { userChannel } from '@/lib/broker/channels'
import type { RealtimeConfig } from '@/lib/realtime/schema'
import { socketPath, TestSocket } from '@/server/realtime/testing/socket'
import type { Api } from './api'

interface Somebody {
  user: { id: string }
  api: Api
}

/** Opens a raw socket to the user's app, connected and not subscribed. */
export async function openSocket({ api }: Somebody) {
  const config = await api.http.get('/api/realtime/config')
  const { key }: RealtimeConfig = await config.json()
  const socket = new TestSocket(Number(new URL(config.url()).port), socketPath(key))
  return { socket, socketId: await socket.socketId() }
}

/** Subscribes to a channel and resolves with the event of the response. */
export async function subscribe(socket: TestSocket, channel: string, auth: string) {
  socket.send({ event: 'pusher:subscribe', data: { channel, auth } })
  const { event, data } = await socket.next((frame) => frame.channel === channel)
  return { event, data }
}

/** Opens a raw socket that receives the user's events. */
export async function listenAs(person: Somebody): Promise<TestSocket> {
  const { socket, socketId } = await openSocket(person)
  const channel = userChannel(person.user.id)
  const { auth } = await (await person.api.channelAuth(socketId, channel)).json()
  const { event } = await subscribe(socket, channel, auth)
  expect(event).toBe('pusher_internal:subscription_succeeded')
  return socket
}
