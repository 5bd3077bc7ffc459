import 'server-only'
import { database } from '@/db/client'
import { endGracePeriods, findNextDue, markLeaving, markOccupied } from '@/db/queries/presence'
import { coalesceRuns } from '@/lib/coalesce-runs'
import { log } from '@/lib/log'
import { singleton } from '@/lib/singletons'
import {
  GRACE_SECONDS,
  type OccupancyChange,
  PUBLISH_INTERVALS,
  RECONCILE_INTERVAL_MS,
  sortChanges,
  tickDelay,
} from './rules'
import { notifyFriends, notifyOwnDevices } from './service-publish'
import { reconcileChannels } from './service-reconcile'

/** Presence work of one process. All state is in the database, so another process can take over at any time. */
export interface PresenceScheduler {
  /** Stores changes that the realtime server reports, in order. Resolves when they are stored, otherwise rejects. */
  applyChanges(changes: readonly OccupancyChange[]): Promise<void>
  /** Ends expired grace periods, publishes due changes, and schedules the next tick. */
  tick(): Promise<void>
  /** Reads the full list of open channels now and every 30 s. */
  start(): void
  stop(): Promise<void>
}

/** Returns the scheduler of this process; the first call creates and starts it. */
export function presenceScheduler(): PresenceScheduler {
  return singleton('presence', () => {
    const scheduler = createPresenceScheduler()
    scheduler.start()
    return scheduler
  })
}

export function createPresenceScheduler(): PresenceScheduler {
  const pending: OccupancyChange[] = []
  let tickTimer: ReturnType<typeof setTimeout> | undefined
  let roundTimer: ReturnType<typeof setInterval> | undefined
  let stopped = false

  const tick = coalesceRuns(async () => {
    if (pending.length > 0) await store(pending.splice(0))
    await endGracePeriods(database())
    await notifyFriends()
    const dueInMs = await findNextDue(database(), PUBLISH_INTERVALS)
    clearTimeout(tickTimer)
    if (dueInMs !== undefined && !stopped) tickTimer = setTimeout(tickInBackground, tickDelay(dueInMs)).unref()
  })
  const tickInBackground = () => void tick().catch(logAndRetryLater)

  const runRound = async () => {
    await reconcileChannels().catch((error) => log.warn('the list of open channels could not be read', error))
    await tick().catch(logAndRetryLater)
  }

  return {
    tick,
    applyChanges(changes) {
      pending.push(...changes)
      return tick()
    },
    start() {
      void runRound()
      roundTimer ??= setInterval(runRound, RECONCILE_INTERVAL_MS).unref()
    },
    async stop() {
      stopped = true
      clearInterval(roundTimer)
      clearTimeout(tickTimer)
      await tick().catch(logAndRetryLater)
    },
  }
}

async function store(changes: readonly OccupancyChange[]) {
  const { came, left } = sortChanges(changes)
  if (came.length > 0) notifyOwnDevices(await markOccupied(database(), came))
  if (left.length > 0) await markLeaving(database(), left, GRACE_SECONDS)
}

const logAndRetryLater = (error: unknown) => log.warn('presence is not up to date; the next round corrects it', error)
