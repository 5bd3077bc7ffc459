import { expect } from '@playwright/test'
import { userChannel } from '@/lib/broker/channels'
import type { RealtimeConfig } from '@/lib/realtime/schema'
import { socketPath, TestSocket } from '@/server/realtime/test-socket'
import type { Api } from './api'

interface Somebody {
  user: { id: string }
  api: Api
}

/** A raw socket to the app that serves this person; connected, subscribed to nothing. */
export async function openSocket({ api }: Somebody) {
  const config = await api.http.get('/api/realtime/config')
  const { key }: RealtimeConfig = await config.json()
  const socket = new TestSocket(Number(new URL(config.url()).port), socketPath(key))
  return { socket, socketId: await socket.socketId() }
}

/** Asks to hear a channel and resolves with the event of the answer. */
export async function subscribe(socket: TestSocket, channel: string, auth: string) {
  socket.send({ event: 'pusher:subscribe', data: { channel, auth } })
  const { event, data } = await socket.next((frame) => frame.channel === channel)
  return { event, data }
}

/** A raw socket that hears what this person is told. */
export async function listenAs(person: Somebody): Promise<TestSocket> {
  const { socket, socketId } = await openSocket(person)
  const channel = userChannel(person.user.id)
  const { auth } = await (await person.api.channelAuth(socketId, channel)).json()
  const { event } = await subscribe(socket, channel, auth)
  expect(event).toBe('pusher_internal:subscription_succeeded')
  return socket
}
