import { expect, test } from 'vitest'
import { newId } from '@/lib/ids'
import type { Viewer } from '@/lib/session/viewer'
import { findEndpoints, type MountedEndpoint, serveEndpoints, viaNode } from '@/tests/support/adapters'
import { AMPLE_LIMITS } from '@/tests/support/conversations'
import type { TestRequest } from '@/tests/support/endpoint-cases/endpoint-case'
import { setUpKith } from '@/tests/support/environment'
import { setUpRelation } from '@/tests/support/relation-cases'

const CALLS = 1000
const WARM_UP = 100

setUpKith({ limits: { ...AMPLE_LIMITS, blockChangesPerMinute: 1e9 } })

const endpoints = await findEndpoints()
const call = viaNode(serveEndpoints(endpoints))

const byParam = (userId: string): TestRequest => ({ params: { userId } })
const calls: [string, (userId: string) => TestRequest][] = [
  ['GET /api/users/:userId', byParam],
  ['POST /api/friends/request/:userId', byParam],
  ['POST /api/messages/conversations', (userId) => ({ body: { userId } })],
]

test.each(calls)('the time of %s is reported for a blocker and an unknown id', async (name, requestFor) => {
  const endpoint = endpoints.find(({ method, path }) => `${method} ${path}` === name)
  if (!endpoint) throw new Error(`There is no ${name}.`)
  const { viewer, person } = await setUpRelation('blocked')
  const times = { blocker: [] as number[], nobody: [] as number[] }
  for (let count = -WARM_UP; count < CALLS; count++) {
    const [blocker, nobody] = await alternate(count % 2 === 0, [
      () => timeOf(endpoint, requestFor(person.id), viewer),
      () => timeOf(endpoint, requestFor(newId()), viewer),
    ])
    if (count < 0) continue
    times.blocker.push(blocker)
    times.nobody.push(nobody)
  }
  for (const [who, all] of Object.entries(times))
    report(`${name} about ${who}: median ${at(all, 0.5)} ms, p90 ${at(all, 0.9)} ms of ${CALLS} calls`)
})

/** Runs both calls in the given or in the reverse order; resolves with the results in the given order. */
async function alternate(isInOrder: boolean, [one, other]: [() => Promise<number>, () => Promise<number>]) {
  if (isInOrder) return [await one(), await other()] as const
  const last = await other()
  return [await one(), last] as const
}

async function timeOf(endpoint: MountedEndpoint, sent: TestRequest, viewer: Viewer): Promise<number> {
  const startedAt = performance.now()
  const response = await call(endpoint, sent, viewer)
  await response.arrayBuffer()
  const milliseconds = performance.now() - startedAt
  expect(response.status).toBe(404)
  return milliseconds
}

const at = (values: number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)]?.toFixed(2)

function report(line: string) {
  process.stdout.write(`${line}\n`)
}
