import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { database } from '@/db/client'
import type { Endpoint } from '@/lib/http/endpoint'
import type { Viewer } from '@/lib/session/viewer'
import { cookieOf } from '@/tests/support/endpoint-cases/endpoint-case'
import { planText, type recordQueries } from '@/tests/support/query-plans'

const CALLS = 300
const WARM_UP = 50
const TICK_MS = 10 // The unit of CPU times in /proc on Linux.

/** The viewer and the input of a measured call. */
export interface MeasuredRequest {
  viewer: Viewer
  params?: Record<string, string>
  query: Record<string, string>
}

/** Prints the CPU time of a call in Node and PostgreSQL, and the plans of its queries. */
export async function reportCost(
  name: string,
  endpoint: Endpoint,
  request: MeasuredRequest,
  plansOf: ReturnType<typeof recordQueries>['plansOf'],
): Promise<void> {
  const call = () => callEndpoint(endpoint, request)
  for (let count = 0; count < WARM_UP; count++) await call()
  const before = await processorTime()
  for (let count = 0; count < CALLS; count++) await call()
  const after = await processorTime()
  const perCall = (from: number, to: number) => `${((to - from) / CALLS).toFixed(2)} ms`
  report(
    `${name}: Node ${perCall(before.node, after.node)}, PostgreSQL ${perCall(before.postgres, after.postgres)} of CPU a call`,
  )
  for (const { root, milliseconds } of await plansOf(call))
    report(`  a statement of ${milliseconds.toFixed(2)} ms\n${planText(root, 2)}`)
}

export const report = (line: string) => process.stdout.write(`${line}\n`)

/** Calls the endpoint as the server does, from the cookie to the bytes of the response, without a socket. */
async function callEndpoint(endpoint: Endpoint, { viewer, params = {}, query }: MeasuredRequest) {
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

/** Returns the CPU time so far in milliseconds: of this process, and of all processes of its database (only on Linux). */
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
