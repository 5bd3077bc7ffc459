import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createElection, type ElectionMessage, type TabChannel } from './tab-election'

const LATENCY_MS = 5
const ROUND_MS = 150

/** A fake of BroadcastChannel: delivers each message to all other tabs after a delay. */
function newBroadcast() {
  const listeners = new Map<object, (message: unknown) => void>()
  const post = (message: unknown, from?: object) => {
    for (const other of listeners.keys())
      if (other !== from) setTimeout(() => listeners.get(other)?.(structuredClone(message)), LATENCY_MS)
  }
  const connect = (): TabChannel => {
    const self = {}
    return {
      post: (message: ElectionMessage) => post(message, self),
      subscribe(listener) {
        listeners.set(self, listener)
        return () => listeners.delete(self)
      },
    }
  }
  return { connect, post }
}

interface TabOptions {
  attention?: number
  openedAt?: number
  tab?: string
}

let opened = 0
const openTab = (broadcast: ReturnType<typeof newBroadcast>, options: TabOptions = {}) => {
  const { attention = 0, openedAt = ++opened, tab = `tab ${openedAt}` } = options
  return createElection(broadcast.connect(), { tab, openedAt, attention: () => attention })
}

/** Returns the indices of the tabs that lead; each calls `lead` after its delay. */
async function leadersOf(tabs: ReturnType<typeof openTab>[], delays: number[] = [], topic = '1') {
  const leaders: number[] = []
  for (const [index, tab] of tabs.entries())
    setTimeout(() => void tab.lead(topic).then((leads) => leads && leaders.push(index)), delays[index] ?? 0)
  await vi.advanceTimersByTimeAsync(10_000)
  return leaders
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('createElection', () => {
  it('exactly one tab leads, whatever their attention and the times of their bids', async () => {
    const anyTab = fc.record({
      attention: fc.integer({ min: 0, max: 2 }),
      openedAt: fc.integer({ min: 0, max: 3 }), // Also at the same time.
      delay: fc.integer({ min: 0, max: 1000 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(anyTab, { minLength: 1, maxLength: 8 }), async (tabs) => {
        const broadcast = newBroadcast()
        const open = tabs.map((tab, index) => openTab(broadcast, { ...tab, tab: `tab ${index}` }))
        const leaders = await leadersOf(
          open,
          tabs.map(({ delay }) => delay),
        )
        expect(leaders).toHaveLength(1)
      }),
    )
  })

  it('a focused tab leads before a visible one, a visible one before a hidden one, and else the oldest', async () => {
    const broadcast = newBroadcast()
    expect(await leadersOf([0, 1, 2, 1].map((attention) => openTab(broadcast, { attention })))).toEqual([2])
    const visible = newBroadcast()
    expect(await leadersOf([0, 1, 1].map((attention) => openTab(visible, { attention })))).toEqual([1])
    const hidden = newBroadcast()
    expect(await leadersOf([9, 4, 7].map((openedAt) => openTab(hidden, { openedAt })))).toEqual([1])
  })

  it('another tab leads when the best one is closed after its bid', async () => {
    const broadcast = newBroadcast()
    const [best, next, last] = [2, 1, 0].map((attention) => openTab(broadcast, { attention }))
    if (!best || !next || !last) throw new Error('Three tabs were opened.')
    const result = best.lead('1')
    setTimeout(() => best.stop(), 100)
    expect(await leadersOf([next, last], [10, 10])).toEqual([0])
    expect(await result).toBe(false)
  })

  it('a tab that bids late, or was opened late, does not lead a topic that is taken', async () => {
    const broadcast = newBroadcast()
    const [first, late] = [openTab(broadcast), openTab(broadcast, { attention: 2 })]
    expect(await leadersOf([first])).toEqual([0])
    expect(await leadersOf([late])).toEqual([])
    const openedAfter = openTab(broadcast, { attention: 2 })
    expect(await leadersOf([openedAfter])).toEqual([])
    expect(await leadersOf([openedAfter], [], 'something else')).toEqual([0])
  })
})

it('a single tab leads each topic once', async () => {
  const tab = openTab(newBroadcast())
  expect(await leadersOf([tab, tab])).toEqual([0])
  expect(await leadersOf([tab], [], '2')).toEqual([0])
  expect(await leadersOf([tab], [], '1')).toEqual([])
})

it('invalid election messages, as from other versions, are ignored', async () => {
  const broadcast = newBroadcast()
  const led = vi.fn()
  void openTab(broadcast).lead('1').then(led)
  const invalid = [null, 'taken', 7, {}, { kind: 'taken' }, { kind: 'bid', topic: '1' }, { kind: 'new', topic: '1' }]
  const partialBids = [{ tab: 'x' }, { tab: 'x', attention: 9 }, { attention: 9, openedAt: 0 }, null]
  for (const message of [...invalid, ...partialBids.map((claim) => ({ kind: 'bid', topic: '1', claim }))])
    broadcast.post(message)
  await vi.advanceTimersByTimeAsync(ROUND_MS)
  expect(led).toHaveBeenCalledExactlyOnceWith(true)
})
