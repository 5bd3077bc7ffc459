import { afterEach, expect, it, vi } from 'vitest'
import { holdTabAliveLock, TAB_ID, withTabs } from './tabs'

afterEach(() => vi.unstubAllGlobals())

const refuse = async () => {
  throw new DOMException('Locks are forbidden.', 'SecurityError')
}

it.each([
  ['there are none', undefined],
  ['they are forbidden', { request: refuse, query: refuse }],
])('every other tab counts as gone where locks tell nothing: %s', async (_, locks) => {
  vi.stubGlobal('navigator', { locks })
  holdTabAliveLock()
  const gone: boolean[] = []
  await withTabs(async (isGone) => void gone.push(isGone('another'), isGone(TAB_ID)))
  expect(gone).toEqual([true, false])
})

it('a tab that holds its lock is not gone', async () => {
  const query = async () => ({ held: [{ name: 'kith.tab.another' }] })
  vi.stubGlobal('navigator', { locks: { query, request: (_: string, work: () => Promise<void>) => work() } })
  const gone: boolean[] = []
  await withTabs(async (isGone) => void gone.push(isGone('another'), isGone('a third')))
  expect(gone).toEqual([false, true])
})
