import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import postgres from 'postgres'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { bundle } from '@/scripts/build.mjs'
import { startUnreaped } from '@/tests/support/zombie-process'
import { findPostgres, startPostgres } from './postgres'
import { isAlive, readPostmaster } from './postgres-orphan'

const password = 'a password for this test'
let folder: string
let cleanups: (() => unknown)[]

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'kith-postgres-')))
  cleanups = [() => rmSync(folder, { recursive: true })]
})

afterEach(async () => {
  for (const cleanup of cleanups.reverse()) await cleanup()
})

const NOT_DURABLE = { password, settings: { fsync: 'off' } }

async function start(options: Parameters<typeof startPostgres>[1] = NOT_DURABLE) {
  const started = await startPostgres(folder, options)
  cleanups.push(started.stop)
  return started
}

async function runQuery(url: string, statement: string) {
  const sql = postgres(url, { max: 1, onnotice() {} })
  try {
    return await sql.unsafe(statement)
  } finally {
    await sql.end()
  }
}

const cluster = () => join(folder, 'postgres')
const pidOfPostgres = () => readPostmaster(cluster())?.pid ?? 0

/** Starts PostgreSQL in a process that is then killed, so that PostgreSQL runs on without it. */
async function startInKilledProcess() {
  const module = pathToFileURL(await bundle('server/postgres.ts')).href
  const script = `
    import { startPostgres } from ${JSON.stringify(module)}
    console.log((await startPostgres(...JSON.parse(process.argv[1]))).url)`
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script, JSON.stringify([folder, NOT_DURABLE])], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(parent, 'exit')
  const [url] = await once(parent.stdout.setEncoding('utf8'), 'data')
  parent.kill('SIGKILL')
  await exited
  return { url: String(url).trim(), pid: pidOfPostgres() }
}

function startIdleProcess(): ChildProcess {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  cleanups.push(() => child.kill('SIGKILL'))
  return child
}

test('data survives a stop and a start of PostgreSQL, with fsync on', async () => {
  const first = await start({ password })
  await runQuery(first.url, `create table kept as select 'here' as word`)
  await first.stop()
  expect(readPostmaster(cluster())).toBeUndefined()
  const second = await start({ password })
  expect(await runQuery(second.url, 'select word from kept')).toEqual([{ word: 'here' }])
  expect(await runQuery(second.url, 'show fsync')).toEqual([{ fsync: 'on' }])
  expect(
    await runQuery(second.url, `select datlocprovider, datcollate from pg_database where datname = 'kith'`),
  ).toEqual([{ datlocprovider: 'b', datcollate: 'C.UTF-8' }])
})

test('a connection with a wrong password is refused', async () => {
  const { url } = await start()
  const wrong = new URL(url)
  wrong.password = 'guessed'
  await expect(runQuery(wrong.href, 'select 1')).rejects.toThrow('password authentication failed')
})

test('a PostgreSQL whose parent was killed is found and replaced without loss of data', async () => {
  const orphan = await startInKilledProcess()
  await runQuery(orphan.url, `create table kept as select 'here' as word`)
  expect(findPostgres(folder, password)).toBe(orphan.url)
  const { url } = await start()
  expect(isAlive(orphan.pid)).toBe(false)
  expect(await runQuery(url, 'select word from kept')).toEqual([{ word: 'here' }])
})

test('a killed PostgreSQL is restarted on the same port', async () => {
  const { url } = await start()
  const before = pidOfPostgres()
  process.kill(before, 'SIGKILL')
  await vi.waitUntil(() => pidOfPostgres() !== before && readPostmaster(cluster())?.ready, 15_000)
  expect(await runQuery(url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a process that has the pid of the old PostgreSQL is not signalled', async () => {
  const { stop } = await start()
  await stop()
  const otherProcess = startIdleProcess()
  writeFileSync(join(cluster(), 'postmaster.pid'), `${otherProcess.pid}\n${cluster()}\n1\n5432\n\n127.0.0.1\n\nready\n`)
  expect(findPostgres(folder, password)).toBeUndefined()
  const { url } = await start()
  expect(await runQuery(url, 'select 1 as one')).toEqual([{ one: 1 }])
  expect(isAlive(otherProcess.pid ?? 0)).toBe(true)
})

test('a zombie that has the pid of the old PostgreSQL does not prevent a start', async () => {
  const { stop } = await start()
  await stop()
  const { pid, end } = await startUnreaped()
  await end()
  expect([isAlive(pid), process.kill(pid, 0)]).toEqual([false, true])
  writeFileSync(join(cluster(), 'postmaster.pid'), `${pid}\n${cluster()}\n1\n5432\n\n127.0.0.1\n\nready\n`)
  const { url } = await start()
  expect(await runQuery(url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('the files of an interrupted first start do not prevent the next start', async () => {
  mkdirSync(join(folder, 'postgres.new'))
  writeFileSync(join(folder, 'postgres.new', 'half'), '')
  writeFileSync(join(folder, 'postgres.password'), 'old')
  const { url } = await start()
  expect(await runQuery(url, 'select 1 as one')).toEqual([{ one: 1 }])
  expect(existsSync(join(folder, 'postgres.password'))).toBe(false)
})

test('starting an unusable cluster fails with one sentence that gives the reason', async () => {
  const { stop } = await start()
  await stop()
  writeFileSync(join(cluster(), 'PG_VERSION'), '9\n')
  await expect(startPostgres(folder, { password, startTimeoutMs: 0 })).rejects.toThrow(
    /^PostgreSQL does not start: .*incompatible with server/,
  )
})
