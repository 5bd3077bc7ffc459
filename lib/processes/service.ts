import 'server-only'
import { reservedDatabase } from '@/db/client'
import { markRunning, removeProcess } from '@/db/queries/processes'
import { newId } from '@/lib/ids'
import { log } from '@/lib/log'
import { singleton } from '@/lib/singletons'

const HEARTBEAT_MS = 2000
/** A process that has not been seen for longer counts as ended. */
const LIFETIME_SECONDS = 15

const state = () => singleton('processes', () => ({ id: newId(), count: 1 }))

/** Returns the number of running processes on this database, as of the last heartbeat. */
export const processCount = (): number => state().count

/** Registers this process and counts the others every two seconds. Returns a function that unregisters it. */
export async function startHeartbeat(): Promise<() => Promise<void>> {
  await beat()
  const timer = setInterval(
    () => beat().catch((error) => log.warn('the heartbeat of this process was not stored', error)),
    HEARTBEAT_MS,
  ).unref()
  return async () => {
    clearInterval(timer)
    await removeProcess(reservedDatabase(), state().id)
  }
}

async function beat() {
  state().count = await markRunning(reservedDatabase(), state().id, LIFETIME_SECONDS)
}
