import { afterAll, describe, expect, it } from 'vitest'
import { createPresenceScheduler } from '@/lib/presence/service-scheduler'
import type { Viewer } from '@/lib/session/viewer'
import { findEndpoints } from '@/tests/support/adapters'
import { blockSurfaceCases } from '@/tests/support/block-surfaces'
import { callEndpoint } from '@/tests/support/call-endpoint'
import { AMPLE_LIMITS } from '@/tests/support/conversations'
import { setUpKith } from '@/tests/support/environment'
import { connectUser } from '@/tests/support/presence'
import { RELATION_CASES, setUpRelation } from '@/tests/support/relation-cases'
import { BLOCK_SURFACES } from './rules'

const { published, occupied } = setUpKith({
  limits: { ...AMPLE_LIMITS, searchPerMinute: 1e9, blockChangesPerMinute: 1e9 },
})
const call = callEndpoint(await findEndpoints())
const watch = createPresenceScheduler()
afterAll(() => watch.stop())

async function goOnline(...people: Viewer[]) {
  for (const person of people) {
    occupied.add(person.id)
    await watch.applyChanges([connectUser(person)])
  }
}

/** The response for each entry of the table. */
const refusals: Record<string, string> = { not_found: '404 not_found', not_friends: '403 not_friends' }
const inAnswer = (closed: string) => refusals[closed] ?? closed

describe.each(BLOCK_SURFACES)('at the surface $key', ({ key, ...closed }) => {
  const { attempt, expected: results } = blockSurfaceCases[key]
  const expected = { ...results, blocked: inAnswer(closed.blocked), blocker: inAnswer(closed.blocker) }

  it.each(RELATION_CASES)(`${key}: the result for %s is as in the table of block effects`, async (relation) => {
    const meeting = await setUpRelation(relation)
    expect(await attempt({ call, published, goOnline }, meeting, meeting.viewer)).toBe(expected[relation])
  })

  it(`${key}: a request without a session is refused`, async () => {
    expect(await attempt({ call, published, goOnline }, await setUpRelation('stranger'), undefined)).toBe(
      expected.anonymous,
    )
  })
})
