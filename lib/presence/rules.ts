/** Somebody whose last tab closed may open another for so long before they are offline: a reload is no leaving. */
export const GRACE_SECONDS = 5
/** Friends of one person are told of them at most once in so long, by whichever process. */
export const TELLING_PAUSE_SECONDS = 10
/** How often the list of open channels is read: what the realtime server says of single ones may be lost. */
export const REREAD_MS = 30_000

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
export const waitBefore = (dueInMs: number) => Math.min(Math.max(Math.ceil(dueInMs), SHORTEST_WAIT_MS), REREAD_MS)
