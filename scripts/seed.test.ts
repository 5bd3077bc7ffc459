import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findPostgres, startPostgres } from '@/server/postgres'
import { saveSecrets } from '@/server/secrets'
import { lockDataDirectory } from './lock.mjs'

let folder: string
let cleanups: (() => unknown)[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kith-seed-'))
  cleanups = [() => rmSync(folder, { recursive: true })]
})

afterEach(async () => {
  for (const cleanup of cleanups.reverse()) await cleanup()
})

async function seed(args: string[] = [], settings: Record<string, string> = {}) {
  const started = spawn(process.execPath, ['scripts/run.mjs', 'scripts/seed.ts', ...args], {
    env: { ...process.env, KITH_DATA_DIR: folder, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [output, errors, [code]] = await Promise.all([
    text(started.stdout),
    text(started.stderr),
    once(started, 'exit'),
  ])
  return { code, output, sentences: errors.trim().split('\n') }
}

const isRunning = () => findPostgres(folder, '') !== undefined

test('the seed starts the embedded database, prints what it wrote and how to sign in, and stops the database', async () => {
  const first = await seed()
  expect(first.output).toMatch(/ s {2}2,000 messages written\n/)
  expect(first.output).toContain('Sign in as mira or tomas, password kith-and-friends')
  expect(first.code).toBe(0)
  expect(isRunning()).toBe(false)
  const second = await seed()
  expect(second.output).toContain('is there already')
  expect(second.output).not.toContain('written')
  expect(second.code).toBe(0)
}, 60_000)

test('the seed uses the database of a running Kith and does not stop it', async () => {
  cleanups.push(lockDataDirectory(folder))
  const { stop } = await startPostgres(folder, { password: saveSecrets(folder).databasePassword })
  cleanups.push(stop)
  const { code, output } = await seed()
  expect(output).toContain('The small community is there.')
  expect(output).not.toContain('PostgreSQL started')
  expect(code).toBe(0)
  expect(isRunning()).toBe(true)
}, 60_000)

const refusals: [string, string[], Record<string, string>, string][] = [
  ['an unknown size', ['--huge'], {}, '"--huge" is not known: use "npm run seed"'],
  [
    'an unreachable database',
    [],
    { DATABASE_URL: 'postgres://kith:kith@127.0.0.1:1/kith' },
    'The database in DATABASE_URL cannot be used',
  ],
]

test.each(refusals)('a seed with %s fails with one sentence', async (_case, args, settings, sentence) => {
  const { code, sentences } = await seed(args, settings)
  expect(sentences).toEqual([expect.stringContaining(sentence)])
  expect(sentences[0]).toMatch(/^scripts\/seed.ts cannot run: /)
  expect(code).toBe(1)
})

test('a seed while Kith is starting fails with one sentence', async () => {
  cleanups.push(lockDataDirectory(folder))
  const { code, sentences } = await seed()
  expect(sentences).toEqual([expect.stringContaining('Kith is starting or stopping at this moment')])
  expect(code).toBe(1)
})
