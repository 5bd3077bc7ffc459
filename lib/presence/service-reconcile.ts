import 'server-only'
import { database } from '@/db/client'
import {
  findNow,
  listOccupiedNotOnline,
  markOccupied,
  markStaleLeaving,
  tryLockReconciliation,
} from '@/db/queries/presence'
import { broker } from '@/lib/broker/broker'
import { GRACE_SECONDS } from './rules'
import { notifyOwnDevices } from './service-publish'

/**
 * Corrects lost channel events: users with an open channel are online, those without one start their grace period.
 * Resolves with false when another process does it already. Rejects and changes nothing when the realtime server does
 * not respond.
 */
export function reconcileChannels(): Promise<boolean> {
  return database().transaction(async (tx) => {
    if (!(await tryLockReconciliation(tx))) return false
    const asOf = await findNow(database())
    const listed = await broker().occupiedUsers()
    await applyDifferences(listed, asOf)
    return true
  })
}

/** Runs outside the locking transaction: two statements of one transaction would not lock rows in id order. */
async function applyDifferences(listed: readonly string[], asOf: string) {
  const missing = await listOccupiedNotOnline(database(), listed, asOf, GRACE_SECONDS)
  if (missing.length > 0) notifyOwnDevices(await markOccupied(database(), missing))
  await markStaleLeaving(database(), listed, asOf, GRACE_SECONDS)
}
