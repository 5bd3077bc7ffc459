import 'server-only'
import { database } from '@/db/client'
import { deleteOldEvents } from '@/db/queries/events'
import { deleteOldDeclines } from '@/db/queries/friendships'
import { deleteOldInvitations } from '@/db/queries/invitations'
import { deleteOldNotifications } from '@/db/queries/notifications'
import { deleteExpiredPasswordResets } from '@/db/queries/password-resets'
import { deleteEndedProcesses } from '@/db/queries/processes'
import { deleteExpiredWindows } from '@/db/queries/rate-limits'
import { deleteEndedSessions } from '@/db/queries/sessions'
import { rebuildSearchTexts } from '@/lib/accounts/service-search-text'
import { currentLimits } from '@/lib/env'
import { log } from '@/lib/log'
import { NOTIFICATION_DAYS } from '@/lib/notifications/rules'
import { SESSION_LIFE } from '@/lib/session/rules'

const EVERY_MS = 10 * 60_000
/** Age at which events are deleted; a device that was away for longer reloads everything. */
const LOG_DAYS = 30
const SESSIONS_AT_ONCE = 1000
/** Time for which an ended invitation stays in its owner's list. */
const INVITATION_DAYS = 30

/**
 * Every ten minutes deletes expired rows and fills missing search texts. Several processes may run it. Returns a
 * function that stops it.
 */
export function startHousekeeping(): () => void {
  const timer = setInterval(() => purgeExpired().catch((error) => log.warn('housekeeping failed', error)), EVERY_MS)
  return () => clearInterval(timer)
}

export async function purgeExpired(): Promise<void> {
  await deleteExpiredWindows(database())
  await deleteEndedProcesses(database())
  await deleteOldEvents(database(), LOG_DAYS)
  await deleteOldNotifications(database(), NOTIFICATION_DAYS)
  await forgetSessions()
  await deleteOldDeclines(database(), currentLimits().declineCooldownHours)
  await deleteExpiredPasswordResets(database())
  await deleteOldInvitations(database(), INVITATION_DAYS)
  await rebuildSearchTexts() // Rows written by a process of an older version during an upgrade.
}

/** Deletes in batches; each notifies all processes when it commits. */
async function forgetSessions() {
  while ((await deleteEndedSessions(database(), SESSION_LIFE, SESSIONS_AT_ONCE)) === SESSIONS_AT_ONCE);
}
