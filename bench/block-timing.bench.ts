import { expect, test } from 'vitest'
import { newId } from '@/lib/ids'
import type { Viewer } from '@/lib/session/viewer'
import { findEndpoints, type MountedEndpoint, serveEndpoints, viaNode } from '@/tests/support/adapters'
import { AMPLE_LIMITS } from '@/tests/support/conversations'
import type { TestRequest } from '@/tests/support/endpoint-case'
import { setUpKith } from '@/tests/support/environment'
import { setUpRelation } from '@/tests/support/relation-cases'

const CALLS = 1000
const WARM_UP = 100

setUpKith({ limits: { ...AMPLE_LIMITS, blockChangesPerMinute: 1e9 } })

const doors = await findEndpoints()
const ask = viaNode(serveEndpoints(doors))

const byParam = (userId: string): TestRequest => ({ params: { userId } })
const calls: [string, (userId: string) => TestRequest][] = [
  ['GET /api/users/:userId', byParam],
  ['POST /api/friends/request/:userId', byParam],
  ['POST /api/messages/conversations', (userId) => ({ body: { userId } })],
]

test.each(calls)('%s', async (name, sentTo) => {
  const door = doors.find(({ method, path }) => `${method} ${path}` === name)
  if (!door) throw new Error(`There is no ${name}.`)
  const { viewer, host } = await setUpRelation('blocked')
  const times = { blocker: [] as number[], nobody: [] as number[] }
  for (let call = -WARM_UP; call < CALLS; call++) {
    const [blocker, nobody] = await inTurn(call % 2 === 0, [
      () => timeOf(door, sentTo(host.id), viewer),
      () => timeOf(door, sentTo(newId()), viewer),
    ])
    if (call < 0) continue
    times.blocker.push(blocker)
    times.nobody.push(nobody)
  }
  for (const [who, all] of Object.entries(times))
    report(`${name} about ${who}: median ${at(all, 0.5)} ms, p90 ${at(all, 0.9)} ms of ${CALLS} calls`)
})

/** Both, with each of them first in half of the calls; the answers in the order given. */
async function inTurn(straight: boolean, [one, other]: [() => Promise<number>, () => Promise<number>]) {
  if (straight) return [await one(), await other()] as const
  const last = await other()
  return [await one(), last] as const
}

async function timeOf(door: MountedEndpoint, sent: TestRequest, viewer: Viewer): Promise<number> {
  const begun = performance.now()
  const response = await ask(door, sent, viewer)
  await response.arrayBuffer()
  const took = performance.now() - begun
  expect(response.status).toBe(404)
  return took
}

const at = (values: number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)]?.toFixed(2)

function report(line: string) {
  process.stdout.write(`${line}\n`)
}
