import { once } from 'node:events'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import sharp from 'sharp'
import { afterAll, beforeAll, it } from 'vitest'
import { type App, startApp } from '@/scripts/e2e-app'

const SAMPLE_INTERVAL_MS = 50
const PASSWORD = 'correct horse battery'
const CONCURRENT_UPLOADS = 20
const CONCURRENT_LARGE_UPLOADS = 40
const LARGE_BYTES = 9_900_000

let app: App
let dataDir = ''

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'kith-bench-'))
  app = await startApp(dataDir)
})
afterAll(async () => {
  await app.stop()
  rmSync(dataDir, { recursive: true })
})

it(`the cost of ${CONCURRENT_UPLOADS} concurrent AVIF of 49 and of 12 megapixels, and the wait of another user, are reported`, async () => {
  const [people, other] = [await createAccounts(CONCURRENT_UPLOADS), await createAccount('other')]
  const sameUser = Array.from({ length: CONCURRENT_UPLOADS }, () => people[0] ?? '')
  const ordinary = await flat(1200, 900).jpeg().toBuffer()
  await upload(other, ordinary)
  for (const [who, senders, width, height] of [
    ['one person', sameUser, 7000, 7000],
    ['one person', sameUser, 4000, 3000],
    ['as many people', people, 7000, 7000],
    ['as many people', people, 4000, 3000],
  ] as const) {
    const large = await flat(width, height).avif({ effort: 0 }).toBuffer()
    await measured(
      `${CONCURRENT_UPLOADS} AVIF of ${width}x${height}, ${large.length} bytes each, of ${who}`,
      async () => {
        const sending = senders.map((person) => upload(person, large))
        const waited = await upload(other, ordinary)
        return [...(await Promise.all(sending)), { ...waited, what: 'somebody else' }]
      },
    )
  }
})

it(`the cost of ${CONCURRENT_LARGE_UPLOADS} concurrent bodies of ${LARGE_BYTES} bytes is reported`, async () => {
  const people = await createAccounts(CONCURRENT_LARGE_UPLOADS)
  const large = Buffer.alloc(LARGE_BYTES, 'x')
  await measured(`${CONCURRENT_LARGE_UPLOADS} bodies`, () => Promise.all(people.map((person) => upload(person, large))))
})

interface Uploaded {
  status: number
  milliseconds: number
  what?: string
}

/** Prints the memory before, during (maximum) and 5 s after `work`, the slowest health check and the upload results. */
async function measured(what: string, work: () => Promise<Uploaded[]>) {
  const before = memory()
  let [max, slowest, isOver] = [0, 0, false]
  const sampling = (async () => {
    while (!isOver) {
      max = Math.max(max, memory())
      const startedAt = performance.now()
      await fetch(`${app.url}/api/health`).then((response) => response.text())
      slowest = Math.max(slowest, performance.now() - startedAt)
      await pause(SAMPLE_INTERVAL_MS)
    }
  })()
  const uploads = await work()
  isOver = true
  await sampling
  await pause(5000)
  const statuses = new Map<string, number[]>()
  for (const { status, what = 'uploads', milliseconds } of uploads) {
    const name = `${what} ${status}`
    statuses.set(name, [...(statuses.get(name) ?? []), milliseconds])
  }
  const results = [...statuses].map(
    ([name, times]) => `${name}: ${times.length} in ${Math.round(Math.max(...times))} ms`,
  )
  process.stdout.write(
    `${what}: memory ${before} MB, at most ${max} MB, afterwards ${memory()} MB; health at most ${Math.round(slowest)} ms; ${results.join(', ')}\n`,
  )
}

/** Returns the proportional set size of the app's Node processes in megabytes; works on Linux only. */
function memory(): number {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const parents = new Map(pids.map((pid) => [pid, parentOf(pid)]))
  const isOurs = (pid: string | undefined): boolean =>
    pid !== undefined && (pid === String(app.pid) || isOurs(parents.get(pid)))
  return Math.round(pids.filter(isOurs).reduce((sum, pid) => sum + proportionalMegabytes(pid), 0))
}

const parentOf = (pid: string) => /^PPid:\t(\d+)$/m.exec(procFile(pid, 'status'))?.[1]

const proportionalMegabytes = (pid: string) =>
  procFile(pid, 'comm').startsWith('postgres')
    ? 0
    : Number(/^Pss:\s+(\d+)/m.exec(procFile(pid, 'smaps_rollup'))?.[1] ?? 0) / 1024

function procFile(pid: string, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    return '' // The process has ended.
  }
}

const flat = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#ff0000' } })

async function upload(cookie: string, body: Buffer): Promise<Uploaded> {
  const startedAt = performance.now()
  const call = request(`${app.url}/api/me/picture`, { method: 'POST', headers: { cookie } })
  call.end(body) // Not by fetch, which would copy the body and delay the measurement.
  const [response] = await once(call, 'response')
  await text(response)
  return { status: response.statusCode, milliseconds: performance.now() - startedAt }
}

async function createAccounts(count: number) {
  const people: string[] = []
  while (people.length < count) people.push(await createAccount(`p${Date.now().toString(36)}`))
  return people
}

/** Creates an account and signs it in; resolves with its Cookie header. */
async function createAccount(username: string): Promise<string> {
  const account = { username, displayName: username, password: PASSWORD }
  const headers = { 'content-type': 'application/json' }
  await fetch(`${app.url}/api/accounts`, { method: 'POST', headers, body: JSON.stringify(account) })
  const page = await fetch(`${app.url}/api/auth/csrf`)
  const { csrfToken } = await page.json()
  const signedIn = await fetch(`${app.url}/api/auth/callback/credentials`, {
    method: 'POST',
    headers: { cookie: cookiesOf(page) },
    body: new URLSearchParams({ username, password: PASSWORD, csrfToken, json: 'true' }),
  })
  return cookiesOf(signedIn)
}

const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
