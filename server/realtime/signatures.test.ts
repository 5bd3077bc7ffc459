import Pusher from 'pusher'
import { expect, test } from 'vitest'
import { channelSignature, requestSignature, sameText, sign, userSignature } from './signatures'

const app = { key: 'key', secret: 'secret' }
const official = new Pusher({ appId: '1', ...app, cluster: 'local' })

test('a channel signature equals that of the official package', () => {
  const ours = channelSignature(app, '12.34', 'private-user-1')
  expect(ours).toBe(official.authorizeChannel('12.34', 'private-user-1').auth)
  expect(ours).not.toBe(channelSignature(app, '12.35', 'private-user-1'))
})

test('a user signature equals that of the official package', () => {
  const { auth, user_data } = official.authenticateUser('12.34', { id: 'session-1' })
  expect(userSignature(app, '12.34', user_data)).toBe(auth)
})

test('a request signature equals that of the official package for any order of the query', () => {
  const signed = official.createSignedQueryString({ method: 'GET', path: '/apps/1/channels', params: { info: 'a b' } })
  const query = new Map([...new URLSearchParams(signed)].reverse())
  expect(requestSignature(app.secret, 'GET', '/apps/1/channels', query)).toBe(query.get('auth_signature'))
  expect(requestSignature(app.secret, 'POST', '/apps/1/channels', query)).not.toBe(query.get('auth_signature'))
})

test('sameText returns true only for equal texts', () => {
  expect(sameText('abc', 'abc')).toBe(true)
  expect(sameText('abc', 'abd')).toBe(false)
  expect(sameText('abc', 'abcd')).toBe(false)
  expect(sameText('abc', '')).toBe(false)
  expect(sameText('é', 'ab')).toBe(false)
})

test('sign returns the expected HMAC of RFC 4231, test case 2', () => {
  const expected = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'
  expect(sign('Jefe', 'what do ya want for nothing?')).toBe(expected)
})
