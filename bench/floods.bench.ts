import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { env } from '@/lib/env'
import { newId } from '@/lib/ids'
import type { Viewer } from '@/lib/session/viewer'
import { type App, startApp } from '@/scripts/e2e-app'
import { createConversation, sendText } from '@/tests/support/conversations'
import { cookieOf } from '@/tests/support/endpoint-cases/endpoint-case'
import { createUser, setUpKith } from '@/tests/support/environment'
import { insertManyUsers } from '@/tests/support/many-users'

const CALLS = 200
const ROUNDS = 5
const HIGH_LIMITS = { sendPer10Seconds: 1e9, sendPerMinute: 1e9, searchPerMinute: 1e9, signUpPerAddress: 1e9 }

setUpKith()

interface Call {
  path: string
  cookie: string
  method?: 'GET' | 'POST' | 'PUT'
  body?: unknown
}

type TestConversation = Awaited<ReturnType<typeof createConversation>>

let app: App
let quiet: TestConversation
let busy: TestConversation
let people: Viewer[]
const dataDir = mkdtempSync(join(tmpdir(), 'kith-bench-'))
const agent = new Agent({ keepAlive: true })

beforeAll(async () => {
  await insertManyUsers()
  ;[quiet, busy] = await Promise.all([createConversation(), createConversation()])
  await sendText(busy.alice, busy.conversationId, 'Look')
  people = await Promise.all(Array.from({ length: CALLS }, () => createUser()))
  const { DATABASE_URL = '', NEXTAUTH_SECRET = '' } = env()
  app = await startApp(dataDir, { DATABASE_URL, NEXTAUTH_SECRET, KITH_LIMITS: JSON.stringify(HIGH_LIMITS) })
})

afterAll(async () => {
  agent.destroy()
  await app.stop()
  rmSync(dataDir, { recursive: true })
})

const floods: [string, () => Call[]][] = [
  ['nothing else', () => []],
  [
    '200 searches for people',
    () => people.map((viewer) => ({ path: '/api/users/search?q=m', cookie: cookieOf(viewer) })),
  ],
  ['200 searches in messages', () => each(busy.alice, () => ({ path: '/api/messages/search?q=look' }))],
  ['200 reactions on one message', () => people.map((_, index) => reaction(index))],
  ['200 receipts in one conversation', () => each(busy.bob, () => receipt())],
  ['200 drafts in one conversation', () => each(busy.bob, draft)],
  ['200 calls of a wrong method', () => each(busy.bob, (index) => ({ ...draft(index), method: 'PUT' }))],
  ['200 sign-ups', () => people.map(() => signUp())],
  ['200 pages', () => people.map((viewer) => ({ path: '/friends', cookie: cookieOf(viewer) }))],
]

test.each(floods)('the time of a send and a read during %s is reported', async (name, callsOf) => {
  await measure([]) // Warm-up: opens connections and compiles code.
  const rounds = []
  for (let round = 0; round < ROUNDS; round++) rounds.push(await measure(callsOf()))
  report(`a send beside ${name}: ${quantiles(rounds.flatMap(({ sends }) => sends))}`)
  report(`history beside ${name}: ${quantiles(rounds.flatMap(({ reads }) => reads))}`)
  const seconds = rounds.map(({ flood }) => Math.round(flood))
  if (callsOf().length > 0) report(`  the flood itself: ${seconds.join(', ')} ms; ${statuses(rounds)}`)
})

const signUp = (): Call => ({
  path: '/api/accounts',
  method: 'POST',
  cookie: '',
  body: { username: `new_${newId().slice(-12)}`, displayName: 'New', password: 'correct horse battery' },
})

const reaction = (index: number): Call => ({
  path: `/api/messages/${busy.conversationId}/1/reaction`,
  method: 'POST',
  cookie: cookieOf(index % 2 === 0 ? busy.alice : busy.bob),
  body: { emoji: index % 4 < 2 ? '👍' : '🎉' },
})

const each = (viewer: Viewer, call: (index: number) => Omit<Call, 'cookie'>) =>
  people.map((_, index) => ({ ...call(index), cookie: cookieOf(viewer) }))

const receipt = () => ({
  path: '/api/messages/mark-read',
  method: 'POST' as const,
  body: { conversationId: busy.conversationId, seq: 1 },
})

const draft = (index: number) => ({
  path: '/api/messages/drafts',
  method: 'POST' as const,
  body: { conversationId: busy.conversationId, body: `Draft ${index}` },
})

/** Sends and reads alternately while the flood runs, or 100 times without one. */
async function measure(calls: Call[]) {
  const sends: number[] = []
  const reads: number[] = []
  const flood = calls.length > 0 ? startFlood(calls) : undefined
  const { alice, conversationId } = quiet
  const cookie = cookieOf(alice)
  await flood?.started
  for (let count = 0; flood ? !flood.isOver() : count < 100; count++) {
    const body = { conversationId, clientId: newId(), body: 'Hello' }
    sends.push(await timed({ path: '/api/messages/send', method: 'POST', cookie, body }, 201))
    reads.push(await timed({ path: `/api/messages/${conversationId}?limit=20`, cookie }, 200))
  }
  return { sends, reads, ...(flood ? await flood.over : { flood: 0, statuses: [] }) }
}

interface FloodResult {
  flood: number
  statuses: number[]
}

/** Makes all calls at once in a worker thread, so that their work does not delay the measurements here. */
function startFlood(calls: Call[]) {
  const worker = new Worker(FLOOD_WORKER, { eval: true, workerData: { url: app.url, calls } })
  let isOver = false
  const started = once(worker, 'message')
  const over = started.then(async (): Promise<FloodResult> => {
    const [result] = await once(worker, 'message')
    isOver = true
    return result
  })
  return { started, over, isOver: () => isOver }
}

const FLOOD_WORKER = `
const { parentPort, workerData: { url, calls } } = require('node:worker_threads')
const { request } = require('node:http')
const call = ({ path, method = 'GET', cookie, body }) => new Promise((resolve, reject) => {
  const headers = { cookie, origin: url, ...(body && { 'content-type': 'application/json' }) }
  const sent = request(url + path, { method, headers }, (response) => {
    response.resume().on('end', () => resolve(response.statusCode))
  })
  sent.on('error', reject).end(body && JSON.stringify(body))
})
const start = performance.now()
const answers = Promise.all(calls.map(call))
parentPort.postMessage('started')
answers.then((statuses) => parentPort.postMessage({ flood: performance.now() - start, statuses }))
`

function timed({ path, method = 'GET', cookie, body }: Call, status: number): Promise<number> {
  const headers = { cookie, origin: app.url, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }
  const start = performance.now()
  return new Promise((resolve, reject) => {
    const sent = request(app.url + path, { method, headers, agent }, (response) => {
      response.resume().on('end', () => {
        if (response.statusCode === status) resolve(performance.now() - start)
        else reject(new Error(`${path} answered ${response.statusCode}`))
      })
    })
    sent.on('error', reject).end(body === undefined ? undefined : JSON.stringify(body))
  })
}

function quantiles(values: number[]) {
  expect(values.length).toBeGreaterThan(0)
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]?.toFixed(1)
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, most ${at(1)} ms (${values.length} calls)`
}

const statuses = (rounds: { statuses: number[] }[]) => {
  const counts = new Map<number, number>()
  for (const status of rounds.flatMap((round) => round.statuses)) counts.set(status, (counts.get(status) ?? 0) + 1)
  return [...counts].map(([status, count]) => `${count} times ${status}`).join(', ')
}

function report(line: string) {
  process.stdout.write(`${line}\n`)
}
