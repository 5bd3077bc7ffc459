import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { processFields, startUnreaped } from '@/tests/support/zombie-process'
import { lockDataDirectory } from './lock.mjs'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kith-start-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

/** Starts Kith with settings that must fail; returns the exit code and the printed sentences. */
async function failToStart(settings: Record<string, string>) {
  const started = spawn(process.execPath, ['scripts/start.mjs'], {
    env: { ...process.env, PORT: '0', KITH_DATA_DIR: folder, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [output, [code]] = await Promise.all([text(started.stderr), once(started, 'exit')])
  return { code, sentences: output.trim().split('\n') }
}

async function occupyPort() {
  const other = createServer()
  other.listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo // The server listens on TCP, so its address is an AddressInfo.
  return { port: String(port), release: () => other.close() }
}

const refusals: [string, Record<string, string>, string][] = [
  ['an unknown limit', { KITH_LIMITS: '{"friends":1}' }, 'KITH_LIMITS'],
  ['limits that are not JSON', { KITH_LIMITS: '{friendsFree' }, 'KITH_LIMITS must be an object in JSON'],
  [
    'an invalid reserved username',
    { KITH_RESERVED_USERNAMES: 'acme, the team' },
    'KITH_RESERVED_USERNAMES must be usernames with commas between them',
  ],
  ['an invalid port', { PORT: '70000' }, 'PORT'],
  ['a short secret', { NEXTAUTH_SECRET: 'short' }, 'NEXTAUTH_SECRET must be at least 32 characters long'],
  [
    'a default secret',
    { NEXTAUTH_SECRET: 'change-me-please-change-me-please!' },
    'NEXTAUTH_SECRET is too short, a default',
  ],
  ['an address of another machine', { HOST: '192.0.2.1' }, 'set HOST to an address of this machine'],
  [
    'an unreachable database',
    { DATABASE_URL: 'postgres://kith:kith@127.0.0.1:1/kith' },
    'The database in DATABASE_URL',
  ],
]

test.each(refusals)('%s stops the start with one sentence', async (_case, settings, sentence) => {
  const { code, sentences } = await failToStart(settings)
  expect(sentences).toEqual([expect.stringContaining(sentence)])
  expect(sentences[0]).toMatch(/^Kith cannot start: /)
  expect(code).toBe(1)
})

test('a port in use stops the start with one sentence', async () => {
  const { port, release } = await occupyPort()
  const { code, sentences } = await failToStart({ PORT: port })
  release()
  expect(sentences).toEqual([expect.stringContaining(`Port ${port} is taken by another program`)])
  expect(code).toBe(1)
})

test.each([
  ['a file', () => join(folder, 'a-file')],
  ['below a file', () => join(folder, 'a-file', 'data')],
  ['below a device', () => '/dev/null/data'],
  ['below /proc', () => '/proc/kith'],
  ['two levels below /proc', () => '/proc/kith/data'],
  ['longer than the maximum path length', () => join(folder, 'long'.repeat(2000))],
])('a data directory that is %s stops the start with one sentence', async (_, directory) => {
  writeFileSync(join(folder, 'a-file'), '')
  const { code, sentences } = await failToStart({ KITH_DATA_DIR: directory() })
  expect(sentences).toEqual([expect.stringContaining(`Cannot write to ${directory()}`)])
  expect(code).toBe(1)
})

test('a lock of a zombie, or one truncated by a crash, is stale and is replaced', async () => {
  const { pid, end } = await startUnreaped()
  const lock = join(folder, 'kith.pid')
  const content = lockContent(pid)
  writeFileSync(lock, content)
  expect(() => lockDataDirectory(folder)).toThrow(`process ${pid}`)
  await end()
  for (const staleContent of [content, '', `${pid}`, `${pid} `]) {
    writeFileSync(lock, staleContent)
    lockDataDirectory(folder)()
    expect(existsSync(lock)).toBe(false)
  }
})

/** Returns the content of the lock file of a process. */
function lockContent(pid: number) {
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  return `${pid} ${boot}/${processFields(pid)[19]}`
}

test('a second start on the same data stops with one sentence, and a stale lock does not', async () => {
  const unlock = lockDataDirectory(folder)
  const second = await failToStart({ KITH_LIMITS: '{' })
  expect(second.sentences).toEqual([expect.stringContaining(`already running on ${folder} (process ${process.pid})`)])
  expect(second.code).toBe(1)
  unlock()
  writeFileSync(join(folder, 'kith.pid'), `${process.pid} of-another-boot`)
  expect((await failToStart({ KITH_LIMITS: '{' })).sentences).toEqual([
    expect.stringContaining('KITH_LIMITS must be an object in JSON'),
  ])
})
