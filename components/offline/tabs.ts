import { v7 } from 'uuid'

/** This tab among the tabs of the browser, for as long as it lives. */
export const TAB_ID = v7()

const lockOf = (tabId: string) => `kith.tab.${tabId}`

/** Holds this tab's lock until the tab is gone, so that others see that it lives. */
export function holdTabAliveLock(): void {
  // Where locks are forbidden others take this tab for one that is gone, which costs a repeat and nothing more.
  navigator.locks?.request(lockOf(TAB_ID), () => new Promise(() => {})).catch(() => {})
}

/**
 * Does `work` in one tab at a time, with a test for whether another tab is gone. Without locks every other tab counts as
 * gone: what two tabs then send twice has one clientId, so it is stored once.
 */
export async function withTabs(work: (isGone: (tabId: string) => boolean) => Promise<void>): Promise<void> {
  const locks = navigator.locks as LockManager | undefined // None on plain http.
  const names = await namesOfLocks(locks)
  if (!locks || !names) return work((tabId) => tabId !== TAB_ID)
  await locks.request('kith.tabs', async () => {
    const held = (await namesOfLocks(locks)) ?? names
    await work((tabId) => tabId !== TAB_ID && !held.has(lockOf(tabId)))
  })
}

/** Undefined where a browser forbids to ask, as some do that keep nothing. */
async function namesOfLocks(locks: LockManager | undefined) {
  try {
    const { held = [] } = (await locks?.query()) ?? {}
    return locks && new Set(held.map(({ name }) => name))
  } catch {
    return undefined
  }
}
