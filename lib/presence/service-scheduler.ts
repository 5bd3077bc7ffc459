import 'server-only'
import { database } from '@/db/client'
import { endGraces, findNextDue, markLeaving, markOccupied } from '@/db/queries/presence'
import { log } from '@/lib/log'
import { singleton } from '@/lib/singletons'
import {
  GRACE_SECONDS,
  type OccupancyChange,
  PUBLISH_INTERVALS,
  publishDelay,
  RECONCILE_INTERVAL_MS,
  sortChanges,
} from './rules'
import { notifyFriends, notifyOwnDevices } from './service-publish'
import { reconcileChannels } from './service-reconcile'

/** What a process does about presence. All state is in the database: another process can take over at any moment. */
export interface PresenceScheduler {
  /** Takes what the realtime server says, in its order. Resolves when it is stored; rejects when it could not be. */
  heard(changes: readonly OccupancyChange[]): Promise<void>
  /** Ends graces that are over, tells what is due, and looks again when the next thing is. */
  look(): Promise<void>
  /** Reads the whole list now and every 30 s. */
  start(): void
  stop(): Promise<void>
}

/** The one watch of the process, begun by whoever hears of presence first. */
export function presenceScheduler(): PresenceScheduler {
  return singleton('presence', () => {
    const watch = createPresenceScheduler()
    watch.start()
    return watch
  })
}

export function createPresenceScheduler(): PresenceScheduler {
  const waiting: OccupancyChange[] = []
  let alarm: ReturnType<typeof setTimeout> | undefined
  let rounds: ReturnType<typeof setInterval> | undefined
  let stopped = false

  const look = oneAtATime(async () => {
    if (waiting.length > 0) await store(waiting.splice(0))
    await endGraces(database())
    await notifyFriends()
    const dueInMs = await findNextDue(database(), PUBLISH_INTERVALS)
    clearTimeout(alarm)
    if (dueInMs !== undefined && !stopped) alarm = setTimeout(lookLater, publishDelay(dueInMs)).unref()
  })
  const lookLater = () => void look().catch(notNow)

  const round = async () => {
    await reconcileChannels().catch((error) => log.warn('the list of open channels could not be read', error))
    await look().catch(notNow)
  }

  return {
    look,
    heard(changes) {
      waiting.push(...changes)
      return look()
    },
    start() {
      void round()
      rounds ??= setInterval(round, RECONCILE_INTERVAL_MS).unref()
    },
    async stop() {
      stopped = true
      clearInterval(rounds)
      clearTimeout(alarm)
      await look().catch(notNow)
    },
  }
}

async function store(changes: readonly OccupancyChange[]) {
  const { came, left } = sortChanges(changes)
  if (came.length > 0) notifyOwnDevices(await markOccupied(database(), came))
  if (left.length > 0) await markLeaving(database(), left, GRACE_SECONDS)
}

const notNow = (error: unknown) => log.warn('presence is not up to date; the next round mends it', error)

/** Calls during a run share one more run, which begins after they were made. */
function oneAtATime(run: () => Promise<void>): () => Promise<void> {
  let current: Promise<void> | undefined
  let next: Promise<void> | undefined
  const start = (): Promise<void> => {
    current = run().finally(() => {
      current = undefined
    })
    return current
  }
  return () => {
    if (next) return next
    if (!current) return start()
    next = current
      .catch(() => {}) // Told to whoever asked for that run.
      .then(() => {
        next = undefined
        return start()
      })
    return next
  }
}
