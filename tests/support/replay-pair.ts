import 'server-only'
import { expect } from 'vitest'
import { database } from '@/db/client'
import { findCursor } from '@/db/queries/events'
import { STALE } from '@/lib/pages'
import type { Viewer } from '@/lib/session/viewer'
import { applyEvents, eventsSince, loadTabState } from './replay'

/** Two users who each show the other in their tab and have searched for them. */
export interface ReplayPair {
  alice: Viewer
  bob: Viewer
  conversationId?: string | undefined
}

/** State that events do not update, so that a tab may show old data until it refetches. */
interface ExpectedStale {
  /** A people search: users without data of a blocker get no event of the block, and no event adds a person again. */
  people?: boolean
}

const createdUsername = (name: string, { id }: Viewer) => `${name}_${id.slice(-12)}`
const tabsOf = ({ alice, bob, conversationId }: ReplayPair) => {
  const conversationIds = conversationId === undefined ? [] : [conversationId]
  return Promise.all([
    loadTabState(alice, createdUsername('bob', bob), conversationIds),
    loadTabState(bob, createdUsername('alice', alice), conversationIds),
  ])
}

/** Asserts for both users that the old state of a tab plus the events equals a fresh load. */
export async function expectReplay(
  pair: ReplayPair,
  change: () => Promise<unknown>,
  expectedStale: ExpectedStale = {},
) {
  const viewers = [pair.alice, pair.bob]
  const before = await tabsOf(pair)
  const cursors = await Promise.all(viewers.map(({ id }) => findCursor(database(), id)))
  await change()
  const fresh = await tabsOf(pair)
  for (const [at, viewer] of viewers.entries()) {
    const events = await eventsSince(viewer, cursors[at] ?? 0)
    for (const [name, state] of before[at] ?? []) {
      if (expectedStale.people && name.startsWith('people')) continue
      const result = applyEvents(state, events, viewer)
      if (result !== STALE) expect(result, `${name} of ${at ? 'bob' : 'alice'}`).toEqual(fresh[at]?.get(name)?.data)
    }
  }
}
