import { expect } from '@playwright/test'
import { befriend } from '@/e2e/support/people'
import { listenAs, openSocket, subscribe } from '@/e2e/support/sockets'
import { test } from '@/e2e/support/test'
import { userChannel } from '@/lib/broker/channels'
import { parseData } from '@/server/realtime/testing/socket'

test('a request without a session gets no channel authorization', async ({ alice, newHttp }) => {
  const { socketId } = await openSocket(alice)
  const channel = userChannel(alice.user.id)
  expect((await alice.api.channelAuth(socketId, channel)).status()).toBe(200)
  const stranger = await newHttp()
  const refused = await stranger.post('/api/realtime/auth', { form: { socket_id: socketId, channel_name: channel } })
  expect(refused.status()).toBe(401)
  expect(await refused.json()).toMatchObject({ code: 'unauthenticated' })
  expect((await stranger.get('/api/realtime/config')).status()).toBe(401)
})

test('a session is authorized for its own channel only', async ({ alice, bob }) => {
  const { socketId } = await openSocket(alice)
  expect((await alice.api.channelAuth(socketId, userChannel(alice.user.id))).status()).toBe(200)
  for (const channel of [userChannel(bob.user.id), 'presence-everybody', 'private-user-', 'everything'])
    expect((await alice.api.channelAuth(socketId, channel)).status(), channel).toBe(403)
  for (const malformed of ['', 'not a socket', '1.2;3'])
    expect((await alice.api.channelAuth(malformed, userChannel(alice.user.id))).status(), malformed).toBe(400)
})

test('a socket that subscribes with a forged or foreign signature receives no events', async ({ alice, bob }) => {
  const conversationId = await befriend(alice, bob)
  const rightful = await listenAs(bob)
  const intruder = await openSocket(alice)
  const channel = userChannel(bob.user.id)
  const own = await alice.api.channelAuth(intruder.socketId, userChannel(alice.user.id))
  const ofAnotherSocket = await bob.api.channelAuth('1.2', channel)
  for (const auth of ['', 'a:b', `${(await own.json()).auth}`, `${(await ofAnotherSocket.json()).auth}`]) {
    const answer = await subscribe(intruder.socket, channel, auth)
    expect(answer.event, auth).toBe('pusher:subscription_error')
  }

  await alice.api.send(conversationId, 'Between us')
  const received = parseData(await rightful.next('new_message'))
  expect(JSON.stringify(received)).toContain('Between us')
  await intruder.socket.settled()
  expect(intruder.socket.unread()).toEqual([])
})
