import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { database } from '@/db/client'
import type { Endpoint } from '@/lib/http/endpoint'
import type { Viewer } from '@/lib/session/viewer'
import { cookieOf } from '@/tests/support/endpoint-case'
import { planText, type recordQueries } from '@/tests/support/query-plans'

const CALLS = 300
const WARM_UP = 50
const TICK_MS = 10 // What /proc counts in, on every Linux that Node runs on.

/** What is asked of an endpoint, and by whom. */
export interface Question {
  viewer: Viewer
  params?: Record<string, string>
  query: Record<string, string>
}

/** Prints what a call costs both processes, and the plans of what it reads. */
export async function reportCost(
  what: string,
  endpoint: Endpoint,
  question: Question,
  plansOf: ReturnType<typeof recordQueries>['plansOf'],
): Promise<void> {
  const call = () => ask(endpoint, question)
  for (let made = 0; made < WARM_UP; made++) await call()
  const before = await processorTime()
  for (let made = 0; made < CALLS; made++) await call()
  const after = await processorTime()
  const each = (from: number, to: number) => `${((to - from) / CALLS).toFixed(2)} ms`
  report(
    `${what}: Node ${each(before.node, after.node)}, PostgreSQL ${each(before.postgres, after.postgres)} of CPU a call`,
  )
  for (const { root, milliseconds } of await plansOf(call))
    report(`  a statement of ${milliseconds.toFixed(2)} ms\n${planText(root, 2)}`)
}

const report = (line: string) => process.stdout.write(`${line}\n`)

/** As the server does it, from the cookie to the bytes of the answer, without the socket. */
async function ask(endpoint: Endpoint, { viewer, params = {}, query }: Question) {
  const headers: Record<string, string> = { cookie: cookieOf(viewer) }
  const { status, body } = await endpoint.handle({
    params,
    query: Object.entries(query),
    address: '192.0.2.1',
    header: (name) => headers[name],
    text: async () => '',
    bytes: async () => Buffer.alloc(0),
  })
  expect(status).toBe(200)
  return JSON.stringify(body)
}

/** Milliseconds so far: of this process, and of all that serve its database, which only Linux tells. */
async function processorTime() {
  const rows = await database().execute<{ pid: number }>(
    sql`select pid from pg_stat_activity where datname = current_database()`,
  )
  const { user, system } = process.cpuUsage()
  return { node: (user + system) / 1000, postgres: rows.reduce((sum, { pid }) => sum + millisecondsOf(pid), 0) }
}

function millisecondsOf(pid: number): number {
  if (process.platform !== 'linux') return Number.NaN
  const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')
  const [user, system] = fields.split(' ').slice(11, 13).map(Number)
  return ((user ?? 0) + (system ?? 0)) * TICK_MS
}
