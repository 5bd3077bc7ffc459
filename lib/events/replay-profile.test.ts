import { expect, it } from 'vitest'
import { database } from '@/db/client'
import { findCursor } from '@/db/queries/events'
import { changePicture, removePicture } from '@/lib/accounts/service-picture'
import { changeProfile } from '@/lib/accounts/service-profile'
import { block } from '@/lib/blocks/service'
import { requestFriendship } from '@/lib/friends/service'
import { STALE } from '@/lib/pages'
import type { Viewer } from '@/lib/session/viewer'
import { AMPLE_LIMITS, createConversation, sendText } from '@/tests/support/conversations'
import { createUser, setUpKith } from '@/tests/support/environment'
import { PNG } from '@/tests/support/png'
import { applyEvents, eventsSince, loadTabState } from '@/tests/support/replay'

setUpKith({ limits: { ...AMPLE_LIMITS, searchPerMinute: 1e9 } })

interface Onlooker {
  viewer: Viewer
  conversationIds?: string[]
}

const changes: [string, (alice: Viewer) => Promise<unknown>][] = [
  ['a new name', (alice) => changeProfile(alice, { displayName: 'Alice Somebody' })],
  ['a new bio', (alice) => changeProfile(alice, { bio: 'New here.' })],
  ['a picture', (alice) => changePicture(alice, PNG)],
  ['a picture taken away', (alice) => changePicture(alice, PNG).then(() => removePicture(alice))],
  ['another choice of who sees them online', (alice) => changeProfile(alice, { seenOnlineBy: 'nobody' })],
  ['another choice about read receipts', (alice) => changeProfile(alice, { readReceipts: false })],
]

/** Asserts for each: what their tab held before, plus the events, is what a fresh load shows. How many events it took. */
async function replayedBy(onlookers: Onlooker[], alice: Viewer, change: (alice: Viewer) => Promise<unknown>) {
  const q = `alice_${alice.id.slice(-12)}`
  const tabs = () =>
    Promise.all(onlookers.map(({ viewer, conversationIds = [] }) => loadTabState(viewer, q, conversationIds)))
  const before = await tabs()
  const cursors = await Promise.all(onlookers.map(({ viewer }) => findCursor(database(), viewer.id)))
  await change(alice)
  const fresh = await tabs()
  return Promise.all(
    onlookers.map(async ({ viewer }, at) => {
      const events = await eventsSince(viewer, cursors[at] ?? 0)
      for (const [name, held] of before[at] ?? []) {
        const end = applyEvents(held, events, viewer)
        if (end !== STALE) expect(end, `${name} of ${at}`).toEqual(fresh[at]?.get(name)?.data)
      }
      return events.length
    }),
  )
}

it.each(changes)(
  'after %s, events give lists, requests, searches and conversations the state of a fresh load',
  async (_, change) => {
    const { alice, bob, conversationId } = await createConversation()
    await sendText(alice, conversationId, 'Hello')
    const [asking, asked] = await Promise.all([createUser(), createUser()])
    await requestFriendship(asking, alice.id)
    await requestFriendship(alice, asked.id)
    const onlookers = [{ viewer: bob, conversationIds: [conversationId] }, { viewer: asking }, { viewer: asked }]
    const eventCounts = await replayedBy(
      [...onlookers, { viewer: alice, conversationIds: [conversationId] }],
      alice,
      change,
    )
    expect(eventCounts[3]).toBeGreaterThan(0)
  },
)

it.each(changes)('during a block %s publishes nothing to the other user', async (_, change) => {
  const { alice, bob, conversationId } = await createConversation()
  await sendText(alice, conversationId, 'Hello')
  await block(bob, alice.id)
  expect(await replayedBy([{ viewer: bob, conversationIds: [conversationId] }], alice, change)).toEqual([0])
})
