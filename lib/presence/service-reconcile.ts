import 'server-only'
import { database } from '@/db/client'
import {
  findNow,
  listUnknownOnline,
  markOccupied,
  markStaleLeaving,
  tryLockReconciliation,
} from '@/db/queries/presence'
import { broker } from '@/lib/broker/broker'
import { GRACE_SECONDS } from './rules'
import { notifyOwnDevices } from './service-publish'

/**
 * Puts right what was not heard: whoever has a channel open is online, whoever has none is leaving. Resolves with false
 * when another process is at it; rejects when the realtime server does not answer, and then changes nothing.
 */
export function reconcileChannels(): Promise<boolean> {
  return database().transaction(async (tx) => {
    if (!(await tryLockReconciliation(tx))) return false
    const asOf = await findNow(database())
    const listed = await broker().occupiedUsers()
    await compare(listed, asOf)
    return true
  })
}

/** Not in the transaction that holds the lock: rows locked by two statements of one would not be locked in order. */
async function compare(listed: readonly string[], asOf: string) {
  const unmarked = await listUnknownOnline(database(), listed, asOf, GRACE_SECONDS)
  if (unmarked.length > 0) notifyOwnDevices(await markOccupied(database(), unmarked))
  await markStaleLeaving(database(), listed, asOf, GRACE_SECONDS)
}
