import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createElection, type ElectionMessage, type TabChannel } from './tab-election'

const LATENCY_MS = 5
const ONE_ROUND_MS = 150

/** Carries every word to all other tabs a moment later, as a BroadcastChannel does. */
function newAir() {
  const ears = new Map<object, (word: unknown) => void>()
  const say = (word: unknown, from?: object) => {
    for (const other of ears.keys())
      if (other !== from) setTimeout(() => ears.get(other)?.(structuredClone(word)), LATENCY_MS)
  }
  const connect = (): TabChannel => {
    const self = {}
    return {
      post: (word: ElectionMessage) => say(word, self),
      listen(hear) {
        ears.set(self, hear)
        return () => ears.delete(self)
      },
    }
  }
  return { connect, say }
}

interface TabOptions {
  attention?: number
  openedAt?: number
  tab?: string
}

let opened = 0
const openTab = (air: ReturnType<typeof newAir>, options: TabOptions = {}) => {
  const { attention = 0, openedAt = ++opened, tab = `tab ${openedAt}` } = options
  return createElection(air.connect(), { tab, openedAt, attention: () => attention })
}

/** Which tabs lead, each asked at its own time. */
async function leadersOf(tabs: ReturnType<typeof openTab>[], delays: number[] = [], topic = '1') {
  const leaders: number[] = []
  for (const [index, tab] of tabs.entries())
    setTimeout(() => void tab.lead(topic).then((leads) => leads && leaders.push(index)), delays[index] ?? 0)
  await vi.advanceTimersByTimeAsync(10_000)
  return leaders
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('of the tabs of one person', () => {
  it('exactly one leads, whatever the tabs are doing and whenever they hear of it', async () => {
    const anyTab = fc.record({
      attention: fc.integer({ min: 0, max: 2 }),
      openedAt: fc.integer({ min: 0, max: 3 }), // Also at the very same moment.
      delay: fc.integer({ min: 0, max: 1000 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(anyTab, { minLength: 1, maxLength: 8 }), async (tabs) => {
        const air = newAir()
        const open = tabs.map((tab, index) => openTab(air, { ...tab, tab: `tab ${index}` }))
        const leaders = await leadersOf(
          open,
          tabs.map(({ delay }) => delay),
        )
        expect(leaders).toHaveLength(1)
      }),
    )
  })

  it('the focused one leads before one in sight, that one before a hidden one, and else the oldest', async () => {
    const air = newAir()
    expect(await leadersOf([0, 1, 2, 1].map((attention) => openTab(air, { attention })))).toEqual([2])
    const inSight = newAir()
    expect(await leadersOf([0, 1, 1].map((attention) => openTab(inSight, { attention })))).toEqual([1])
    const hidden = newAir()
    expect(await leadersOf([9, 4, 7].map((openedAt) => openTab(hidden, { openedAt })))).toEqual([1])
  })

  it('another leads when the best one is closed or frozen after its bid', async () => {
    const air = newAir()
    const [best, next, last] = [2, 1, 0].map((attention) => openTab(air, { attention }))
    if (!best || !next || !last) throw new Error('Three tabs were opened.')
    const asked = best.lead('1')
    setTimeout(() => best.stop(), 100)
    expect(await leadersOf([next, last], [10, 10])).toEqual([0])
    expect(await asked).toBe(false)
  })

  it('one that hears of it late, or was opened late, learns that it is done', async () => {
    const air = newAir()
    const [first, late] = [openTab(air), openTab(air, { attention: 2 })]
    expect(await leadersOf([first])).toEqual([0])
    expect(await leadersOf([late])).toEqual([])
    const openedAfter = openTab(air, { attention: 2 })
    expect(await leadersOf([openedAfter])).toEqual([])
    expect(await leadersOf([openedAfter], [], 'something else')).toEqual([0])
  })
})

it('a tab that is alone leads, and once for each topic', async () => {
  const tab = openTab(newAir())
  expect(await leadersOf([tab, tab])).toEqual([0])
  expect(await leadersOf([tab], [], '2')).toEqual([0])
  expect(await leadersOf([tab], [], '1')).toEqual([])
})

it('words that nobody of this version says are not heard', async () => {
  const air = newAir()
  const led = vi.fn()
  void openTab(air).lead('1').then(led)
  const rubbish = [null, 'taken', 7, {}, { kind: 'taken' }, { kind: 'bid', topic: '1' }, { kind: 'new', topic: '1' }]
  const halfBids = [{ tab: 'x' }, { tab: 'x', attention: 9 }, { attention: 9, openedAt: 0 }, null]
  for (const word of [...rubbish, ...halfBids.map((claim) => ({ kind: 'bid', topic: '1', claim }))]) air.say(word)
  await vi.advanceTimersByTimeAsync(ONE_ROUND_MS)
  expect(led).toHaveBeenCalledExactlyOnceWith(true)
})
