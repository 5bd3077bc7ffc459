import 'server-only'
import { database } from '@/db/client'
import { deleteOldEvents } from '@/db/queries/events'
import { deleteOldDeclines } from '@/db/queries/friendships'
import { deleteOldInvitations } from '@/db/queries/invitations'
import { deleteOldNotifications } from '@/db/queries/notifications'
import { deleteEndedBuckets } from '@/db/queries/rate-limits'
import { deleteEndedSessions } from '@/db/queries/sessions'
import { foldNames } from '@/lib/accounts/service-search-text'
import { SESSION_DAYS } from '@/lib/auth/rules'
import { limitsInForce } from '@/lib/env'
import { log } from '@/lib/log'
import { NOTIFICATION_DAYS } from '@/lib/notifications/rules'

const EVERY_MS = 10 * 60_000
/** A device that was away for longer loads afresh. */
const LOG_DAYS = 30
/** For so long an owner may still see what became of an invitation that has ended. */
const INVITATION_DAYS = 30

/** Forgets, every ten minutes, what nobody needs any more, and folds names that are not folded yet. Several processes may do it together. Answers with its end. */
export function startHousekeeping(): () => void {
  const timer = setInterval(() => tidy().catch((error) => log.warn('housekeeping failed', error)), EVERY_MS)
  return () => clearInterval(timer)
}

export async function tidy(): Promise<void> {
  await deleteEndedBuckets(database())
  await deleteOldEvents(database(), LOG_DAYS)
  await deleteOldNotifications(database(), NOTIFICATION_DAYS)
  await deleteEndedSessions(database(), SESSION_DAYS)
  await deleteOldDeclines(database(), limitsInForce().declineCooldownHours)
  await deleteOldInvitations(database(), INVITATION_DAYS)
  await foldNames() // Those that another process of an older version wrote while Kith was being upgraded.
}
