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

const SAMPLE_MS = 50
const PASSWORD = 'correct horse battery'
const AT_ONCE = 20
const LARGE_AT_ONCE = 40
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

it(`what ${AT_ONCE} AVIF of 49 and of 12 megapixels take at once, and how long somebody else waits`, async () => {
  const [people, other] = [await newPeople(AT_ONCE), await newPerson('other')]
  const greedy = Array.from({ length: AT_ONCE }, () => people[0] ?? '')
  const ordinary = await flat(1200, 900).jpeg().toBuffer()
  await upload(other, ordinary)
  for (const [who, senders, width, height] of [
    ['one person', greedy, 7000, 7000],
    ['one person', greedy, 4000, 3000],
    ['as many people', people, 7000, 7000],
    ['as many people', people, 4000, 3000],
  ] as const) {
    const hostile = await flat(width, height).avif({ effort: 0 }).toBuffer()
    await measured(`${AT_ONCE} AVIF of ${width}x${height}, ${hostile.length} bytes each, of ${who}`, async () => {
      const sending = senders.map((person) => upload(person, hostile))
      const waited = await upload(other, ordinary)
      return [...(await Promise.all(sending)), { ...waited, what: 'somebody else' }]
    })
  }
})

it(`what ${LARGE_AT_ONCE} bodies of ${LARGE_BYTES} bytes take at once`, async () => {
  const people = await newPeople(LARGE_AT_ONCE)
  const large = Buffer.alloc(LARGE_BYTES, 'x')
  await measured(`${LARGE_AT_ONCE} bodies`, () => Promise.all(people.map((person) => upload(person, large))))
})

interface Uploaded {
  status: number
  milliseconds: number
  what?: string
}

/** Prints the memory before, at most and 5 s after the work, the slowest answer about health, and what uploads got. */
async function measured(what: string, work: () => Promise<Uploaded[]>) {
  const before = memory()
  let [max, slowest, isOver] = [0, 0, false]
  const sampling = (async () => {
    while (!isOver) {
      max = Math.max(max, memory())
      const asked = performance.now()
      await fetch(`${app.url}/api/health`).then((response) => response.text())
      slowest = Math.max(slowest, performance.now() - asked)
      await pause(SAMPLE_MS)
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

/** Proportional megabytes of the app's Node processes, which only Linux tells. */
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
    return '' // It has ended.
  }
}

const flat = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#ff0000' } })

async function upload(cookie: string, body: Buffer): Promise<Uploaded> {
  const began = performance.now()
  const call = request(`${app.url}/api/me/picture`, { method: 'POST', headers: { cookie } })
  call.end(body) // As it is: fetch would copy it, and hold up what is measured here.
  const [response] = await once(call, 'response')
  await text(response)
  return { status: response.statusCode, milliseconds: performance.now() - began }
}

async function newPeople(count: number) {
  const people: string[] = []
  while (people.length < count) people.push(await newPerson(`p${Date.now().toString(36)}`))
  return people
}

/** Opens an account and signs it in; answers with its Cookie header. */
async function newPerson(username: string): Promise<string> {
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
