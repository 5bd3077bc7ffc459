import { expect, test } from 'vitest'
import { type ChannelKind, channelKind, isUserChannel, serverToUserChannel } from './channel-names'

test.each<[string, ChannelKind]>([
  ['private-user-0199c5b2-7b7e-7000-8000-000000000001', 'private'],
  [`private-${'x'.repeat(156)}`, 'private'],
  [`private-${'x'.repeat(157)}`, 'invalid'],
  ['private-a_b=c@d,e.f;g', 'private'],
  ['private-encrypted-room', 'unsupported'],
  ['private-cache-room', 'unsupported'],
  ['presence-room', 'unsupported'],
  ['cache-room', 'unsupported'],
  ['room', 'unsupported'],
  ['__proto__', 'unsupported'],
  ['#server-to-user-session', 'server-to-user'],
  ['#server-to-user-se/ssion', 'invalid'],
  ['#private-user-1', 'invalid'],
  ['private-user-1 ', 'invalid'],
  ['private-user-1\n', 'invalid'],
  ['private-müller', 'invalid'],
  ['', 'invalid'],
])('the channel name %j is %s', (name, kind) => {
  expect(channelKind(name)).toBe(kind)
})

test('only a private-user- channel is a user channel', () => {
  expect(isUserChannel('private-user-1')).toBe(true)
  expect(isUserChannel('private-room-1')).toBe(false)
  expect(isUserChannel(serverToUserChannel('1'))).toBe(false)
})
