import { describe, expect, inject, it } from 'vitest'
import { currentLimits } from '@/lib/env'
import { STALE } from '@/lib/pages'
import { AMPLE_LIMITS } from '@/tests/support/conversations'
import { setUpKith } from '@/tests/support/environment'
import { FriendsModel } from '@/tests/support/friends-model/model'
import { snapshotOf } from '@/tests/support/friends-model/snapshot'
import { allUsers, type ModelState, pairKey } from '@/tests/support/friends-model/state'
import { NOBODY, type Step, stepsOf, stepText } from '@/tests/support/friends-model/steps'
import { applyStep, createFourUsers, type FriendsWorld, personOf } from '@/tests/support/friends-model/world'
import { progressOf } from '@/tests/support/progress'
import { applyEvents, eventsSince, loadTabState, type TabState } from '@/tests/support/replay'
import { friendsOf } from './service-list'

const LIMITS = { friendsFree: 1, friendsPro: 2, pendingOutgoing: 2, requestsPerDay: 4 }
setUpKith({ limits: { ...AMPLE_LIMITS, searchPerMinute: 1e9, blockChangesPerMinute: 1e9, ...LIMITS } })

const { seeds, steps } = inject('friendsModel')
/** After how many steps each the tabs of all four are compared; over and over. */
const WINDOWS = [1, 1, 2, 6, 20, 30]

interface Run {
  world: FriendsWorld
  model: FriendsModel
  facts: ModelState
  cursors: number[]
}

async function take({ world, model, ...before }: Run, step: Step): Promise<Run> {
  const outcome = model.applyStep(step)
  expect(await applyStep(world, step), 'the outcome').toBe(outcome)
  const { facts, cursors } = await snapshotOf(world, before.cursors)
  expect(facts).toEqual(model.facts)
  expect(cursors, 'the logs').toEqual(before.cursors.map((cursor, at) => cursor + (facts.events[at]?.length ?? 0)))
  expectInvariants(facts, before.facts)
  if ('by' in step) for (const person of whoIsIn(step)) await expectList(world, facts, person)
  return { world, model, facts, cursors }
}

const whoIsIn = (step: Exclude<Step, { act: 'wait a day' }>) => new Set([step.by, 'to' in step ? step.to : []].flat())

/** Asserts the invariants that hold without the model. */
function expectInvariants(facts: ModelState, before: ModelState) {
  for (const block of facts.blocks) {
    const [by, of] = block.split('>').map(Number) as [number, number] // Written as `by>of`.
    expect(facts.friendships, block).not.toHaveProperty(pairKey(by, of))
    expect(facts.conversations[pairKey(by, of)]?.open ?? false, block).toBe(false)
    expect(facts.notifications.filter((one) => pairKey(one.to, one.by) === pairKey(by, of))).toEqual([])
  }
  for (const [pair, { open }] of Object.entries(facts.conversations))
    expect(open, `${pair} may write`).toBe(facts.friendships[pair] === 'friends')
  for (const [at, { plan, friends }] of facts.people.entries()) {
    expect(friends, `the friend count of ${at}`).toBe(friendsOfPerson(facts, at).length)
    const cap = plan === 'pro' ? LIMITS.friendsPro : LIMITS.friendsFree
    expect(friends, `the cap of ${at}`).toBeLessThanOrEqual(Math.max(cap, before.people[at]?.friends ?? 0))
  }
}

const friendsOfPerson = ({ friendships }: ModelState, person: number) =>
  allUsers.filter((other) => other !== person && friendships[pairKey(person, other)] === 'friends')

/** The list that the person is shown holds exactly those who are friends, which is symmetric. */
async function expectList(world: FriendsWorld, facts: ModelState, person: number) {
  if (person === NOBODY) return
  const asked = { status: 'accepted', direction: 'incoming', q: '', cursor: undefined, limit: 50 } as const
  const { items } = await friendsOf(personOf(world, person), asked)
  const ids = friendsOfPerson(facts, person).map((other) => personOf(world, other).id)
  expect(items.map(({ id }) => id).sort(), `the friends of ${person}`).toEqual(ids.sort())
}

const tabsOf = (world: FriendsWorld): Promise<TabState[]> =>
  Promise.all(
    world.people.map((viewer, at) => {
      const own = [...world.conversations].filter(([pair]) => pair.split('-').includes(String(at)))
      return loadTabState(
        viewer,
        world.name,
        own.map(([, id]) => id),
      )
    }),
  )

/** What the four tabs held before these steps, with the events since, is what they fetch now. */
async function expectTabs(before: TabState[], cursors: readonly number[], taken: readonly Step[], run: Run) {
  const now = await tabsOf(run.world)
  for (const [at, viewer] of run.world.people.entries()) {
    const events = await eventsSince(viewer, cursors[at] ?? 0)
    const fresh = now[at]
    for (const [name, held] of before[at] ?? []) {
      const end = applyEvents(held, events, viewer)
      if (end !== STALE)
        expect(seen(name, end, hiddenIn(taken, run.world, at)), `${name} of ${at}`).toEqual(
          seen(name, fresh?.get(name)?.data, hiddenIn(taken, run.world, at)),
        )
    }
    expect(Object(fresh?.get('me')?.data).counts, `the counts of ${at}`).toEqual({
      unread: run.model.unread(at),
      requests: Object.values(run.facts.friendships).filter((row) => row.endsWith(`asked ${at}`)).length,
      notifications: run.model.unreadNotifications(at),
    })
  }
  return now
}

/** Users whom a search may gain or lose without an event: a block publishes nothing to users without data of the blocker. */
const hiddenIn = (taken: readonly Step[], world: FriendsWorld, at: number) =>
  taken.flatMap((step) => {
    if (step.act !== 'block' && step.act !== 'unblock') return []
    return [step.by, step.to].includes(at) ? [step.by, step.to].map((one) => world.people[one]?.id) : []
  })

function seen(name: string, data: unknown, hidden: readonly (string | undefined)[]) {
  if (name.startsWith('people')) return Object(data).filter(({ id }: { id: string }) => !hidden.includes(id))
  if (name.startsWith('messages')) return Object(data).pages[0].items.slice(-20) // The page of a fresh load is full at some time.
  return data
}

describe('four people', () => {
  it.concurrent.each(seeds)(
    'after any steps of four people the server state equals the model, seed %i',
    async (seed) => {
      const world = await createFourUsers(`seed${seed}_`)
      const model = new FriendsModel(currentLimits())
      let run: Run = { world, model, facts: model.facts, cursors: allUsers.map(() => 0) }
      const all = stepsOf(seed, steps)
      let [taken, begun] = [0, 0]
      let tabs = await tabsOf(world)
      let cursors = run.cursors
      const reportProgress = progressOf(`friends, seed ${seed}`, steps)
      try {
        for (let window = 0; taken < all.length; window++) {
          const end = Math.min(all.length, taken + (WINDOWS[window % WINDOWS.length] ?? 1))
          for (begun = taken; taken < end; reportProgress(++taken)) run = await take(run, all[taken] as Step) // Below `all.length`.
          tabs = await expectTabs(tabs, cursors, all.slice(begun, end), run)
          cursors = run.cursors
        }
      } catch (error) {
        const steps = all
          .slice(0, taken + 1)
          .map(stepText)
          .join(', ')
        throw new Error(`seed ${seed}, step ${taken}, tabs of step ${begun}: ${steps}`, { cause: error })
      }
    },
    20_000 + steps * 2000,
  )
})
