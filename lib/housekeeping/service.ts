import 'server-only'
import { database } from '@/db/client'
import { deleteOldEvents } from '@/db/queries/events'
import { deleteOldDeclines } from '@/db/queries/friendships'
import { deleteOldInvitations } from '@/db/queries/invitations'
import { deleteOldNotifications } from '@/db/queries/notifications'
import { deleteExpiredWindows } from '@/db/queries/rate-limits'
import { deleteEndedSessions } from '@/db/queries/sessions'
import { rebuildSearchTexts } from '@/lib/accounts/service-search-text'
import { currentLimits } from '@/lib/env'
import { log } from '@/lib/log'
import { NOTIFICATION_DAYS } from '@/lib/notifications/rules'
import { SESSION_LIFE } from '@/lib/session/rules'

const EVERY_MS = 10 * 60_000
/** A device that was away for longer loads afresh. */
const LOG_DAYS = 30
const SESSIONS_AT_ONCE = 1000
/** For so long an owner may still see what became of an invitation that has ended. */
const INVITATION_DAYS = 30

/** Forgets, every ten minutes, what nobody needs any more, and folds names that are not folded yet. Several processes may do it together. Answers with its end. */
export function startHousekeeping(): () => void {
  const timer = setInterval(() => purgeExpired().catch((error) => log.warn('housekeeping failed', error)), EVERY_MS)
  return () => clearInterval(timer)
}

export async function purgeExpired(): Promise<void> {
  await deleteExpiredWindows(database())
  await deleteOldEvents(database(), LOG_DAYS)
  await deleteOldNotifications(database(), NOTIFICATION_DAYS)
  await forgetSessions()
  await deleteOldDeclines(database(), currentLimits().declineCooldownHours)
  await deleteOldInvitations(database(), INVITATION_DAYS)
  await rebuildSearchTexts() // Those that another process of an older version wrote while Kith was being upgraded.
}

/** In batches, each of which tells every process at its own commit. */
async function forgetSessions() {
  while ((await deleteEndedSessions(database(), SESSION_LIFE, SESSIONS_AT_ONCE)) === SESSIONS_AT_ONCE);
}
