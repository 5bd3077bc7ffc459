/** Somebody whose last tab closed may open another for so long before they are offline: a reload is no leaving. */
export const GRACE_SECONDS = 5
/**
 * For how many seconds friends who were told of somebody are told nothing more of them, by whichever process. The two
 * take turns, so that it is at most six times a minute, and who leaves at once is still seen to within ten seconds.
 */
export const PUBLISH_INTERVALS = { beforeOnline: 12, beforeOffline: 8 }
/** How often the list of open channels is read: what the realtime server says of single ones may be lost. */
export const RECONCILE_INTERVAL_MS = 30_000

const SHORTEST_WAIT_MS = 250

/** What the realtime server says of one person's channel: it has its first tab, or has lost its last. */
export interface OccupancyChange {
  userId: string
  occupied: boolean
}

/** Who came at some moment of these changes, and who was gone at the end of them. */
export function sortChanges(changes: readonly OccupancyChange[]): { came: string[]; left: string[] } {
  const last = new Map(changes.map(({ userId, occupied }) => [userId, occupied]))
  const came = new Set(changes.flatMap(({ userId, occupied }) => (occupied ? [userId] : [])))
  return { came: [...came], left: [...last].flatMap(([userId, occupied]) => (occupied ? [] : [userId])) }
}

/** When to look again for what is due in so many milliseconds: what another process is at just now is not asked for at once. */
export const publishDelay = (dueInMs: number) =>
  Math.min(Math.max(Math.ceil(dueInMs), SHORTEST_WAIT_MS), RECONCILE_INTERVAL_MS)
