import { v7 } from 'uuid'

/** Id of this tab, until it is closed or reloaded. */
export const TAB_ID = v7()

const lockName = (tabId: string) => `kith.tab.${tabId}`

/** Holds this tab's lock until the tab is closed, so that other tabs can see that it is open. */
export function holdTabAliveLock(): void {
  // Where locks are forbidden other tabs take this one for closed. That costs a repeated send and nothing more.
  navigator.locks?.request(lockName(TAB_ID), () => new Promise(() => {})).catch(() => {})
}

/**
 * Runs `work` in one tab at a time, with a function that tells whether a tab is closed. Without locks every other tab
 * counts as closed: a message that two tabs send then has one clientId, so it is stored once.
 */
export async function runInOneTab(work: (isClosed: (tabId: string) => boolean) => Promise<void>): Promise<void> {
  const locks = navigator.locks as LockManager | undefined // Undefined on plain http.
  const names = await heldLockNames(locks)
  if (!locks || !names) return work((tabId) => tabId !== TAB_ID)
  await locks.request('kith.tabs', async () => {
    const held = (await heldLockNames(locks)) ?? names
    await work((tabId) => tabId !== TAB_ID && !held.has(lockName(tabId)))
  })
}

/** Returns undefined where the browser forbids the query, as some do that block storage. */
async function heldLockNames(locks: LockManager | undefined) {
  try {
    const { held = [] } = (await locks?.query()) ?? {}
    return locks && new Set(held.map(({ name }) => name))
  } catch {
    return undefined
  }
}
