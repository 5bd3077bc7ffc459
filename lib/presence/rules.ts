/** Grace period: time between closing the last tab and being offline, so that a reload is not noticed. */
export const GRACE_SECONDS = 5
/**
 * Seconds since the last publication of a user before the next one, in any process. Online and offline alternate, so
 * that friends get at most six publications a minute, and a user who leaves at once is shown as offline within ten
 * seconds.
 */
export const PUBLISH_INTERVALS = { beforeOnline: 12, beforeOffline: 8 }
/** Interval for reading the full list of open channels, because events about single channels may be lost. */
export const RECONCILE_INTERVAL_MS = 30_000

const MIN_TICK_DELAY_MS = 250

/** A change that the realtime server reports: the channel of a user has got its first tab or lost its last. */
export interface OccupancyChange {
  userId: string
  occupied: boolean
}

/** Returns the users who came at any time during these changes, and those who were gone at the end. */
export function sortChanges(changes: readonly OccupancyChange[]): { came: string[]; left: string[] } {
  const last = new Map(changes.map(({ userId, occupied }) => [userId, occupied]))
  const came = new Set(changes.flatMap(({ userId, occupied }) => (occupied ? [userId] : [])))
  return { came: [...came], left: [...last].flatMap(([userId, occupied]) => (occupied ? [] : [userId])) }
}

/** Returns the delay until the next tick. The minimum gives another process time to finish what it has claimed. */
export const tickDelay = (dueInMs: number) =>
  Math.min(Math.max(Math.ceil(dueInMs), MIN_TICK_DELAY_MS), RECONCILE_INTERVAL_MS)
