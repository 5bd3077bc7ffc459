import { expect, it } from 'vitest'
import { database } from '@/db/client'
import { findCursor } from '@/db/queries/events'
import { changePicture } from '@/lib/accounts/service-picture'
import { sessionsOf } from '@/lib/auth/service'
import { block } from '@/lib/blocks/service'
import { invitationsOf } from '@/lib/invitations/service'
import { STALE } from '@/lib/pages'
import { profileOf } from '@/lib/people/service-profile'
import { searchPeople } from '@/lib/people/service-search'
import type { Viewer } from '@/lib/session/viewer'
import { findEndpoints, viaNext } from '@/tests/support/adapters'
import { AMPLE_LIMITS } from '@/tests/support/conversations'
import { endpointCases } from '@/tests/support/endpoint-cases/all'
import { createWorld, type EndpointWorld } from '@/tests/support/endpoint-cases/endpoint-case'
import { setUpKith, usernameOf } from '@/tests/support/environment'
import { PNG } from '@/tests/support/png'
import { applyEvents, eventsSince, loadTabState } from '@/tests/support/replay'
import { queries } from './apply-event'

setUpKith({ limits: { ...AMPLE_LIMITS, searchPerMinute: 1e9, signUpPerAddress: 1e9 } })

/** What changes nothing that a tab holds and the log keeps true. */
const CHANGE_NOTHING: Record<string, string> = {
  'POST /api/accounts': 'Nobody holds anything of somebody new.',
  'POST /api/friends/suggestions/dismiss':
    'Suggestions are as of the fetch; the tab that dismisses one hides it by itself.',
  'POST /api/messages/conversations': 'A conversation comes to be in a list with its first message.',
  'POST /api/messages/typing': 'Published without a log entry, and expires in seconds.',
  'POST /api/realtime/auth': 'Signs, and stores nothing.',
  'POST /api/realtime/user-auth': 'Signs, and stores nothing.',
  'POST /api/reports': 'Is for the host alone.',
}

const ofStrangers = {
  why: 'A user who looked up a stranger gets no events about them.',
  keys: ({ stranger }: EndpointWorld, viewer: Viewer) => (viewer === stranger ? ['people', 'profile'] : []),
}
/** The kinds of state that the log does not keep true after a change, and why. */
const UNPUBLISHED: Record<string, { why: string; keys(world: EndpointWorld, viewer: Viewer): string[] }> = {
  'POST /api/friends/unblock/:userId': {
    why: 'A user without data of the blocker gets no event of the block or its end.',
    keys: ({ friend }, viewer) => (viewer === friend ? ['people'] : []),
  },
  'PATCH /api/me': ofStrangers,
  'POST /api/me/picture': ofStrangers,
  'DELETE /api/me/picture': ofStrangers,
  'POST /api/realtime/webhook': {
    why: 'Presence has no place in the log: it is asked for on every reconnect and poll.',
    keys: () => ['friends', 'profile'],
  },
}

/** What has to be there for a right request to change something. */
const PREPARE: Record<string, (world: EndpointWorld) => Promise<unknown>> = {
  'POST /api/friends/unblock/:userId': ({ alice, friend }) => block(alice, friend.id),
  'DELETE /api/me/picture': ({ alice }) => changePicture(alice, PNG),
}

const endpoints = (await findEndpoints()).filter(({ method }) => method !== 'GET')
const writing = endpoints.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const)
const peopleOf = ({ alice, bob, asking, asked, friend, stranger }: EndpointWorld) => [
  alice,
  bob,
  asking,
  asked,
  friend,
  stranger,
]

/** What a tab of the viewer may hold, what they looked up of Alice, or she of everybody, among it. */
async function tabOf(world: EndpointWorld, viewer: Viewer) {
  const { alice, bob, conversationId } = world
  const talks = viewer === alice || viewer === bob ? [conversationId] : []
  const others = viewer === alice ? peopleOf(world).filter((person) => person !== alice) : [alice]
  const tab = await loadTabState(viewer, await usernameOf(others[0] ?? alice), talks)
  const more: [readonly unknown[], unknown][] = [
    [queries.sessions.key(), await sessionsOf(viewer)],
    [queries.invitations.key(), await invitationsOf(viewer, { cursor: undefined, limit: 100 })],
  ]
  for (const other of others) {
    const username = await usernameOf(other)
    more.push([queries.people.key(username), await searchPeople(viewer, username)])
    const profile = await profileOf(viewer, other.id).catch(() => undefined)
    if (profile) more.push([queries.profile.key(other.id), { ...profile, mutual: 0 }]) // Friends in common are as of the fetch.
  }
  for (const [key, data] of more) tab.set(key.join(), { key, data })
  return tab
}

const tabsOf = (world: EndpointWorld) => Promise.all(peopleOf(world).map((viewer) => tabOf(world, viewer)))

it.each(writing)('after %s the events give a tab the same state as a fresh load', async (name, endpoint) => {
  const world = await createWorld()
  await PREPARE[name]?.(world)
  const people = peopleOf(world)
  const before = await tabsOf(world)
  const cursors = await Promise.all(people.map(({ id }) => findCursor(database(), id)))
  const { status } = await viaNext(endpoint, endpointCases[name]?.validRequest(world) ?? {}, world.alice)
  expect(status).toBe(endpointCases[name]?.status)
  const fresh = await tabsOf(world)
  const changed: string[] = []
  for (const [at, viewer] of people.entries()) {
    const events = await eventsSince(viewer, cursors[at] ?? 0)
    changed.push(...events.map(({ type }) => type))
    for (const [key, held] of before[at] ?? []) {
      const now = fresh[at]?.get(key)?.data
      if (JSON.stringify(held.data) !== JSON.stringify(now)) changed.push(key)
      if (UNPUBLISHED[name]?.keys(world, viewer).includes(String(held.key[0]))) continue
      const end = applyEvents(held, events, viewer)
      if (end !== STALE) expect(end, `${key} of person ${at}`).toEqual(now)
    }
  }
  if (name in CHANGE_NOTHING) expect(changed).toEqual([])
  else expect(changed).not.toEqual([])
})

it('every exception of the replay test names an existing endpoint', () => {
  const exceptions = [CHANGE_NOTHING, UNPUBLISHED, PREPARE].flatMap(Object.keys)
  expect(writing.map(([name]) => name)).toEqual(expect.arrayContaining(exceptions))
})
