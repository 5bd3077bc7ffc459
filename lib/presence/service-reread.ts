import 'server-only'
import { database } from '@/db/client'
import { findNow, listUnmarked, markLeftoversLeaving, markOccupied, tryLockList } from '@/db/queries/presence'
import { broker } from '@/lib/realtime/broker'
import { GRACE_SECONDS } from './rules'
import { tellThemselves } from './service-tell'

/**
 * Puts right what was not heard: whoever has a channel open is online, whoever has none is leaving. Resolves with false
 * when another process is at it; rejects when the realtime server does not answer, and then changes nothing.
 */
export function reread(): Promise<boolean> {
  return database().transaction(async (tx) => {
    if (!(await tryLockList(tx))) return false
    const asOf = await findNow(database())
    const listed = await broker().occupiedUsers()
    await compare(listed, asOf)
    return true
  })
}

/** Not in the transaction that holds the lock: rows locked by two statements of one would not be locked in order. */
async function compare(listed: readonly string[], asOf: string) {
  const unmarked = await listUnmarked(database(), listed, asOf, GRACE_SECONDS)
  if (unmarked.length > 0) tellThemselves(await markOccupied(database(), unmarked))
  await markLeftoversLeaving(database(), listed, asOf, GRACE_SECONDS)
}
