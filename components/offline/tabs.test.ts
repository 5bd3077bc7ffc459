import { afterEach, expect, it, vi } from 'vitest'
import { holdTabAliveLock, runInOneTab, TAB_ID } from './tabs'

afterEach(() => vi.unstubAllGlobals())

const reject = async () => {
  throw new DOMException('Locks are forbidden.', 'SecurityError')
}

it.each([
  ['missing', undefined],
  ['forbidden', { request: reject, query: reject }],
])('every other tab counts as closed when locks are %s', async (_, locks) => {
  vi.stubGlobal('navigator', { locks })
  holdTabAliveLock()
  const closed: boolean[] = []
  await runInOneTab(async (isClosed) => void closed.push(isClosed('another'), isClosed(TAB_ID)))
  expect(closed).toEqual([true, false])
})

it('a tab that holds its lock does not count as closed', async () => {
  const query = async () => ({ held: [{ name: 'kith.tab.another' }] })
  vi.stubGlobal('navigator', { locks: { query, request: (_: string, work: () => Promise<void>) => work() } })
  const closed: boolean[] = []
  await runInOneTab(async (isClosed) => void closed.push(isClosed('another'), isClosed('a third')))
  expect(closed).toEqual([false, true])
})
