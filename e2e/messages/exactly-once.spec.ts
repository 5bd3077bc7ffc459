import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type APIRequestContext, expect, test } from '@playwright/test'
import { startBadNetwork } from '@/e2e/support/bad-network'
import { befriend, signedInWith } from '@/e2e/support/people'
import type { UnknownEvent } from '@/lib/events/parse-event'
import type { Message } from '@/lib/messages/schema'
import { type App, startApp } from '@/scripts/e2e-app'

const PEOPLE = 20
/** Number of following users each user writes to; the last follow the first. Every conversation has two senders. */
const TALKS_EACH = 5
const SENDS_EACH = 500
const KILLS = 5
/** Longer than the slowest response; after this a response counts as lost. */
const REQUEST_TIMEOUT_MS = 8000

interface Somebody {
  id: string
  cookie: string
  /** Ids of the conversations this user sends to. */
  conversationIds: string[]
}

test('every acknowledged message is stored and shown exactly once despite random faults', async ({ playwright }) => {
  test.setTimeout(15 * 60_000)
  const dataDir = mkdtempSync(join(tmpdir(), 'kith-exactly-once-'))
  const start = () => startApp(dataDir)
  let app: App = await start()
  const network = await startBadNetwork(() => app.port, mulberry(20_261_121))
  try {
    const people = await peopleWhoTalk(() => playwright.request.newContext({ baseURL: app.url }))
    const acknowledged = new Map<string, string>()
    const sending = Promise.all(
      people.flatMap((person) =>
        person.conversationIds.map((conversationId) => sendAll(network.url, person, conversationId, acknowledged)),
      ),
    )
    let done = false
    void sending.then(() => {
      done = true
    })
    for (let kill = 0; kill < 2 * KILLS && !done; kill++) {
      const share = ((kill + 1) / (2 * KILLS + 1)) * PEOPLE * SENDS_EACH
      while (acknowledged.size < share && !done) await pause(20) // Kills are spread over the messages, not over time.
      if (kill % 2 === 0) process.kill(postgresPid(dataDir), 'SIGKILL')
      await app.kill()
      app = await start()
    }
    await sending
    expect(acknowledged.size).toBe(PEOPLE * SENDS_EACH)
    await expectExactlyOnce(app.url, people, acknowledged)
    expect(Math.min(...Object.values(network.counts))).toBeGreaterThan(0)
  } finally {
    await network.stop()
    await app.stop()
    rmSync(dataDir, { recursive: true })
  }
})

async function peopleWhoTalk(newHttp: () => Promise<APIRequestContext>): Promise<Somebody[]> {
  const all = await Promise.all(
    Array.from({ length: PEOPLE }, async (_, at) => {
      const http = await newHttp()
      return { http, ...(await signedInWith(http, `Person${at}`)) }
    }),
  )
  const people = await Promise.all(
    all.map(async ({ user, http }) => {
      const { cookies } = await http.storageState()
      const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
      return { id: user.id, cookie, conversationIds: [] as string[] }
    }),
  )
  for (let step = 1; step <= TALKS_EACH; step++)
    for (const [at, person] of all.entries()) {
      const to = (at + step) % PEOPLE
      const peer = all[to]
      if (!peer) throw new Error('The circle is broken.')
      people[at]?.conversationIds.push(await befriend(person, peer))
    }
  for (const { http } of all) await http.dispose()
  return people
}

/** Sends one message after the other, and retries each until it is acknowledged. */
async function sendAll(
  url: string,
  { cookie }: Somebody,
  conversationId: string,
  acknowledged: Map<string, string>,
): Promise<void> {
  for (let n = 0; n < SENDS_EACH / TALKS_EACH; n++) {
    const clientId = randomUUID()
    const input = JSON.stringify({ conversationId, clientId, body: `${n} ${clientId}` })
    for (;;) {
      const answer = await post(`${url}/api/messages/send`, cookie, input)
      if (answer === 200 || answer === 201) break
      if (answer !== undefined && answer < 500) throw new Error(`A send was answered with ${answer}.`)
      await pause(20 + Math.random() * 80) // As a client on a bad network waits.
    }
    acknowledged.set(clientId, conversationId)
  }
}

/** Returns the status, or undefined without a response. */
async function post(address: string, cookie: string, body: string): Promise<number | undefined> {
  try {
    const headers = { cookie, 'content-type': 'application/json' }
    const signal = AbortSignal.timeout(REQUEST_TIMEOUT_MS)
    const response = await fetch(address, { method: 'POST', headers, body, signal })
    await response.arrayBuffer()
    return response.status
  } catch {
    return undefined
  }
}

async function expectExactlyOnce(url: string, people: readonly Somebody[], acknowledged: Map<string, string>) {
  const seen = new Map<string, Message[]>()
  for (const person of people) {
    for (const conversationId of await conversationsOf(url, person)) {
      const messages = await historyOf(url, person, conversationId)
      expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_, index) => index + 1))
      const other = seen.get(conversationId)
      if (other) expect(messages).toEqual(other)
      seen.set(conversationId, messages)
    }
    await expectLogWhole(url, person)
  }
  const stored = [...seen.values()].flat()
  expect(stored.length).toBe(acknowledged.size)
  expect(new Set(stored.map(({ clientId }) => clientId)).size).toBe(acknowledged.size)
  expect(stored.filter(({ clientId, conversationId }) => acknowledged.get(clientId) !== conversationId)).toEqual([])
}

/** Expects a log without gaps that has every message of the user’s conversations once. */
async function expectLogWhole(url: string, person: Somebody) {
  const receivedIds: string[] = []
  for (let since = 0, more = true; more; ) {
    const answer = await get<{ cursor: number; events: UnknownEvent[]; more: boolean }>(
      `${url}/api/sync?since=${since}&limit=500`,
      person,
    )
    expect(answer.events.map(({ seq }) => seq)).toEqual(answer.events.map((_, index) => since + index + 1))
    for (const { type, data } of answer.events)
      if (type === 'new_message') receivedIds.push(Object(data).message.clientId)
    ;({ cursor: since, more } = answer)
  }
  expect(new Set(receivedIds).size).toBe(receivedIds.length)
  expect(receivedIds.length).toBe(2 * SENDS_EACH)
}

const conversationsOf = async (url: string, person: Somebody) =>
  (await get<{ items: { id: string }[] }>(`${url}/api/messages/conversations?limit=100`, person)).items.map(
    ({ id }) => id,
  )

async function historyOf(url: string, person: Somebody, conversationId: string): Promise<Message[]> {
  const messages: Message[] = []
  for (let after: string | null = '0'; after !== null; ) {
    const page: { items: Message[]; nextCursor: string | null } = await get(
      `${url}/api/messages/${conversationId}?after=${after}&limit=100`,
      person,
    )
    messages.push(...page.items)
    after = page.nextCursor
  }
  return messages
}

async function get<Answer>(address: string, { cookie }: Somebody): Promise<Answer> {
  const response = await fetch(address, { headers: { cookie } })
  expect(response.status, address).toBe(200)
  return response.json()
}

/** Throws for ids that would signal a process group or every process. */
function postgresPid(dataDir: string): number {
  const pid = Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
  expect(pid).toBeGreaterThan(1)
  return pid
}

/** Mulberry32: a small seeded generator of numbers from 0 to 1. */
function mulberry(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
