import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { saveSecrets } from './secrets'

const STRONG = '5b1f0c9e7a3d2468bd13579f0ace8642'
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kith-secrets-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true })
  vi.unstubAllEnvs()
  vi.resetModules()
})

/** Returns the environment after a start with these settings. */
async function startWith(settings: Record<string, string>) {
  for (const name of ['NEXTAUTH_SECRET', 'NEXTAUTH_URL', 'PUSHER_APP_ID', 'PUSHER_APP_KEY', 'PUSHER_APP_SECRET']) {
    vi.stubEnv(name, settings[name] ?? '')
  }
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value)
  const fresh = await import('@/lib/env')
  const { applySecrets } = await import('./secrets')
  applySecrets(fresh.env(), saveSecrets(folder))
  return fresh.env()
}

test('secrets are generated once, differ, and are readable only by their owner', () => {
  const first = saveSecrets(folder)
  expect(new Set(Object.values(first)).size).toBe(5)
  expect(saveSecrets(folder)).toEqual(first)
  expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600)
})

test('a secret that a later version needs is added to the stored ones', () => {
  const { pusherAppId, ...older } = saveSecrets(folder)
  writeFileSync(join(folder, 'secrets.json'), JSON.stringify(older))
  const newer = saveSecrets(folder)
  expect(newer).toMatchObject(older)
  expect(newer.pusherAppId).not.toBe(pusherAppId)
  expect(JSON.parse(readFileSync(join(folder, 'secrets.json'), 'utf8'))).toEqual(newer)
})

test('a damaged secrets file stops the start, since new secrets would sign everybody out', () => {
  writeFileSync(join(folder, 'secrets.json'), '{"nextauth')
  expect(() => saveSecrets(folder)).toThrow(/^Cannot read .*secrets\.json/)
})

test('secrets that the operator has set stay, and the others are generated', async () => {
  const settings = await startWith({ NEXTAUTH_SECRET: STRONG, KITH_URL: 'https://kith.example.org' })
  expect(settings.NEXTAUTH_SECRET).toBe(STRONG)
  expect(settings.PUSHER_APP_SECRET).toHaveLength(64)
})

test.each([
  ['a default NEXTAUTH_SECRET', { NEXTAUTH_SECRET: 'changeme-changeme-changeme-changeme' }, 'NEXTAUTH_SECRET is'],
  ['a repetitive NEXTAUTH_SECRET', { NEXTAUTH_SECRET: 'ab'.repeat(20) }, 'NEXTAUTH_SECRET is'],
  ['a short NEXTAUTH_SECRET', { NEXTAUTH_SECRET: 'x7Gq2' }, 'NEXTAUTH_SECRET must be at least 32'],
  ['the default secret of a broker', { PUSHER_APP_SECRET: 'app-secret' }, 'PUSHER_APP_SECRET is'],
  ['a short secret of a broker', { PUSHER_APP_SECRET: 'x7Gq2' }, 'PUSHER_APP_SECRET is'],
  [
    'a default password over the network',
    { DATABASE_URL: 'postgres://kith:changeme@db.internal/kith' },
    'The password in DATABASE_URL is',
  ],
  [
    'a broker without its secret',
    { PUSHER_HOST: 'broker', PUSHER_APP_ID: '1', PUSHER_APP_KEY: STRONG },
    'PUSHER_APP_SECRET is',
  ],
])('a start with %s is refused', async (_case, settings, message) => {
  await expect(startWith(settings)).rejects.toThrow(message)
})

test.each([
  ['a local database with a simple password', { DATABASE_URL: 'postgres://postgres:postgres@127.0.0.1/kith' }],
  ['a database without a password', { DATABASE_URL: 'postgres://kith@db.internal/kith' }],
  ['a strong password over the network', { DATABASE_URL: `postgres://kith:${STRONG}@db.internal/kith` }],
])('a start with %s is allowed', async (_case, settings) => {
  await expect(startWith(settings)).resolves.toMatchObject(settings)
})
