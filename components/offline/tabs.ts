import { v7 } from 'uuid'

/** This tab among the tabs of the browser, for as long as it lives. */
export const TAB_ID = v7()

const lockOf = (tabId: string) => `kith.tab.${tabId}`

/** Holds this tab's lock until the tab is gone, so that others see that it lives. */
export function holdTabLock(): void {
  void navigator.locks?.request(lockOf(TAB_ID), () => new Promise(() => {}))
}

/**
 * Does `work` in one tab at a time, with a test for whether another tab is gone. Without locks every other tab counts as
 * gone: what two tabs then send twice has one clientId, so it is stored once.
 */
export async function withTabs(work: (isGone: (tabId: string) => boolean) => Promise<void>): Promise<void> {
  if (!navigator.locks) return work((tabId) => tabId !== TAB_ID)
  await navigator.locks.request('kith.tabs', async () => {
    const { held = [] } = await navigator.locks.query()
    const names = new Set(held.map(({ name }) => name))
    await work((tabId) => tabId !== TAB_ID && !names.has(lockOf(tabId)))
  })
}
