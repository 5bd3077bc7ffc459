import { v7 } from 'uuid'

/** Id of this tab, new with each load. */
export const TAB_ID = v7()

const lockOf = (tabId: string) => `kith.tab.${tabId}`

/** Holds this tab's lock until it is closed, so that other tabs see that it is alive. */
export function holdTabAliveLock(): void {
  // Without locks other tabs take this one for closed, which costs at most a repeated send.
  navigator.locks?.request(lockOf(TAB_ID), () => new Promise(() => {})).catch(() => {})
}

/**
 * Runs `work` in one tab at a time, with a function that tells whether another tab is closed. Without locks every other
 * tab counts as closed: a message that two tabs send has one clientId and is stored once.
 */
export async function withTabs(work: (isGone: (tabId: string) => boolean) => Promise<void>): Promise<void> {
  const locks = navigator.locks as LockManager | undefined // Not available over plain http.
  const names = await namesOfLocks(locks)
  if (!locks || !names) return work((tabId) => tabId !== TAB_ID)
  await locks.request('kith.tabs', async () => {
    const held = (await namesOfLocks(locks)) ?? names
    await work((tabId) => tabId !== TAB_ID && !held.has(lockOf(tabId)))
  })
}

/** Undefined where the browser forbids the query, as some do with storage disabled. */
async function namesOfLocks(locks: LockManager | undefined) {
  try {
    const { held = [] } = (await locks?.query()) ?? {}
    return locks && new Set(held.map(({ name }) => name))
  } catch {
    return undefined
  }
}
