import { expect, test } from 'vitest'
import { parseEnvironment } from '@/lib/env'
import { contentPolicy } from './content-policy'

const connectSources = (settings: Record<string, string>) =>
  /connect-src ([^;]*)/.exec(contentPolicy(parseEnvironment(settings), { dev: false }))?.[1]

test.each([
  [{}, "'self'"],
  [{ PUSHER_HOST: 'soketi.example' }, "'self' wss://soketi.example:443"],
  [{ PUSHER_HOST: 'soketi.example', PUSHER_PORT: '6001', PUSHER_SCHEME: 'http' }, "'self' ws://soketi.example:6001"],
  [{ PUSHER_CLUSTER: 'eu' }, "'self' wss://ws-eu.pusher.com"],
  [{ PUSHER_CLUSTER: 'eu', PUSHER_HOST: 'own.example' }, "'self' wss://own.example:443"],
])('with the settings %j pages may connect to %s only', (settings, sources) => {
  expect(connectSources(settings)).toBe(sources)
})

test('pages may not load from other origins, be framed, contain frames or change their base URL', () => {
  const policy = contentPolicy(parseEnvironment({}), { dev: false }).split('; ')
  for (const rule of ["default-src 'self'", "frame-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"])
    expect(policy).toContain(rule)
  expect(policy.join(';')).not.toMatch(/https?:|\*|unsafe-eval/)
})

test('a broker setting that would add a rule to the policy is rejected', () => {
  for (const host of ['x; script-src *', 'x y', "'none'", 'x,y', 'a/b', 'x\n', 'héllo'])
    expect(() => parseEnvironment({ PUSHER_HOST: host }), host).toThrow('PUSHER_HOST must be')
  expect(() => parseEnvironment({ PUSHER_CLUSTER: 'eu.evil' })).toThrow('PUSHER_CLUSTER must be')
})
