import 'server-only'
import { expect } from 'vitest'
import { database } from '@/db/client'
import { findCursor } from '@/db/queries/events'
import { STALE } from '@/lib/pages'
import type { Viewer } from '@/lib/session/viewer'
import { eventsSince, replayed, tabStateOf } from './replay'

/** Two people who each have the other on the screen, and looked them up. */
export interface Pair {
  alice: Viewer
  bob: Viewer
  conversationId?: string | undefined
}

/** What a log tells nobody of, so that a tab may show it until it fetches. */
interface Untold {
  /** A search: a block is told to nobody who had nothing of the blocker, and who was left out is not put in again. */
  people?: boolean
}

const usernameOf = (name: string, { id }: Viewer) => `${name}_${id.slice(-12)}`
const tabsOf = ({ alice, bob, conversationId }: Pair) => {
  const talks = conversationId === undefined ? [] : [conversationId]
  return Promise.all([
    tabStateOf(alice, usernameOf('bob', bob), talks),
    tabStateOf(bob, usernameOf('alice', alice), talks),
  ])
}

/** Asserts for both people: what a tab held before, plus the events, is what a fresh load shows. */
export async function expectReplay(pair: Pair, change: () => Promise<unknown>, untold: Untold = {}) {
  const viewers = [pair.alice, pair.bob]
  const before = await tabsOf(pair)
  const cursors = await Promise.all(viewers.map(({ id }) => findCursor(database(), id)))
  await change()
  const fresh = await tabsOf(pair)
  for (const [at, viewer] of viewers.entries()) {
    const events = await eventsSince(viewer, cursors[at] ?? 0)
    for (const [name, held] of before[at] ?? []) {
      if (untold.people && name.startsWith('people')) continue
      const end = replayed(held, events, viewer)
      if (end !== STALE) expect(end, `${name} of ${at ? 'bob' : 'alice'}`).toEqual(fresh[at]?.get(name)?.data)
    }
  }
}
