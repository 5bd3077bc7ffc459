import { afterAll, describe, expect, it } from 'vitest'
import type { Viewer } from '@/lib/auth/viewer'
import { BLOCK_SURFACES } from '@/lib/friends/surfaces/rules'
import { createWatch } from '@/lib/presence/service-watch'
import { findDoors } from '@/lib/testing/adapters'
import { surfaces } from '@/lib/testing/block-surfaces'
import { callThrough } from '@/lib/testing/call'
import { prepareKith } from '@/lib/testing/kith'
import { came } from '@/lib/testing/presence'
import { meet, STANDINGS } from '@/lib/testing/standings'
import { AMPLE } from '@/lib/testing/talk'

const { heard, occupied } = prepareKith({ limits: { ...AMPLE, searchPerMinute: 1e9, blockChangesPerMinute: 1e9 } })
const call = callThrough(await findDoors())
const watch = createWatch()
afterAll(() => watch.stop())

async function come(...people: Viewer[]) {
  for (const person of people) {
    occupied.add(person.id)
    await watch.heard([came(person)])
  }
}

/** What the table's word looks like in an answer. */
const refusals: Record<string, string> = { not_found: '404 not_found', not_friends: '403 not_friends' }
const inAnswer = (closed: string) => refusals[closed] ?? closed

describe.each(BLOCK_SURFACES)('at the surface $key', ({ key, ...closed }) => {
  const { ask, gets } = surfaces[key]
  const expected = { ...gets, blocked: inAnswer(closed.blocked), blocker: inAnswer(closed.blocker) }

  it.each(STANDINGS)('%s gets what the table says', async (standing) => {
    const meeting = await meet(standing)
    expect(await ask({ call, heard, come }, meeting, meeting.viewer)).toBe(expected[standing])
  })

  it('anonymous gets nothing', async () => {
    expect(await ask({ call, heard, come }, await meet('stranger'), undefined)).toBe(expected.anonymous)
  })
})
