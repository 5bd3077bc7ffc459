import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { type App, startApp } from '@/scripts/e2e-app'

let dataDir: string

test.beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'kith-lifecycle-'))
})

test.afterEach(() => {
  rmSync(dataDir, { recursive: true })
})

const pidFile = () => join(dataDir, 'postgres', 'postmaster.pid')

/** Throws for ids that would signal a process group or every process. */
function postgresPid() {
  const pid = Number(readFileSync(pidFile(), 'utf8').split('\n')[0])
  expect(pid).toBeGreaterThan(1)
  return pid
}

async function signUp({ url }: App, username: string) {
  const response = await fetch(`${url}/api/accounts`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username, displayName: username, password: 'a horse on a staircase' }),
  })
  return response.status
}

/** A request whose body is not complete yet. */
async function openRequest({ port }: App) {
  const socket = connect(port, 'localhost')
  const body = JSON.stringify({ username: 'slow_one', displayName: 'Slow', password: 'a horse on a staircase' })
  let answer = ''
  socket.setEncoding('utf8').on('data', (text) => {
    answer += text
  })
  await once(socket, 'connect')
  const closed = once(socket, 'close')
  const head = `POST /api/accounts HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Type: application/json\r\n`
  socket.write(`${head}Content-Length: ${Buffer.byteLength(body)}\r\nExpect: 100-continue\r\n\r\n`)
  await expect.poll(() => answer).toContain('100 Continue')
  return {
    async finish() {
      socket.write(body)
      await closed
      return answer
    },
  }
}

test('SIGTERM finishes the request in progress, stops PostgreSQL and exits with 0', async () => {
  const app = await startApp(dataDir)
  const request = await openRequest(app)
  const stopped = app.stop()
  await expect.poll(() => fetch(app.url).catch(() => 'refused')).toBe('refused')
  expect(await request.finish()).toContain('201 Created')
  expect(await stopped).toMatchObject({ code: 0 })
  expect(existsSync(pidFile())).toBe(false)
  expect(existsSync(join(dataDir, 'kith.pid'))).toBe(false)
})

test('after kill -9 of all processes the next start has all committed messages', async () => {
  const first = await startApp(dataDir)
  expect(await signUp(first, 'survivor')).toBe(201)
  const postgres = postgresPid()
  await first.kill()
  process.kill(postgres, 'SIGKILL') // Its own processes end with it.
  const second = await startApp(dataDir)
  expect(await signUp(second, 'survivor')).toBe(409)
  expect(await second.stop()).toMatchObject({ code: 0 })
})

test('a second server on the same data directory exits with an error, and the first keeps running', async () => {
  const first = await startApp(dataDir)
  await expect(startApp(dataDir)).rejects.toThrow(`already running on ${dataDir}`)
  expect((await fetch(`${first.url}/api/health`)).status).toBe(200)
  await first.stop()
})
