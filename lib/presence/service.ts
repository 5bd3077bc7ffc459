import 'server-only'
import { createHash } from 'node:crypto'
import { database, reservedDatabase } from '@/db/client'
import { listOnlineFriends, markAllLeaving } from '@/db/queries/presence'
import { broker, type Webhook } from '@/lib/broker/broker'
import { userOfChannel } from '@/lib/broker/channels'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { resetLimit, tryConsume } from '@/lib/rate-limits/service'
import type { Viewer } from '@/lib/session/viewer'
import { GRACE_SECONDS, type OccupancyChange } from './rules'
import { type ChannelEvent, type OnlineFriends, webhookContent } from './schema'
import { notifyHidden } from './service-publish'
import { presenceScheduler } from './service-scheduler'

/** Returns the viewer's friends who are online and do not hide it. */
export const onlineFriendsOf = async (viewer: Viewer): Promise<OnlineFriends> => ({
  userIds: await listOnlineFriends(reservedDatabase(), viewer.id),
})

/** Time for which realtime servers repeat a webhook, and the maximum difference of their clocks. */
const MAX_WEBHOOK_AGE_SECONDS = 300

/**
 * Applies a webhook of an external realtime server. A repeated webhook changes nothing, in any process. Rejects when it
 * could not be stored, so that the realtime server sends it again.
 */
export async function handleWebhook(webhook: Webhook): Promise<void> {
  const verified = broker().verifyWebhook(webhook)
  if (verified === undefined)
    throw new AppError('forbidden', 'wrong_signature', 'The realtime server has not signed this.')
  const content = webhookContent.safeParse(verified)
  if (!content.success) throw new AppError('malformed', 'malformed', 'This is no webhook.', { cause: content.error })
  const { time_ms: sentAt, events } = content.data
  if (Math.abs(Date.now() - sentAt) > MAX_WEBHOOK_AGE_SECONDS * 1000)
    throw new AppError('forbidden', 'webhook_too_old', 'This was signed too long ago, or a clock is wrong.')
  const changes = changesIn(events)
  if (changes.length > 0) await applyOnce(webhook, changes)
}

async function applyOnce({ body }: Webhook, changes: OccupancyChange[]) {
  const key = `webhook:${createHash('sha256').update(body).digest('base64url')}`
  const isKnown = (await tryConsume([{ key, max: 1, windowSeconds: 2 * MAX_WEBHOOK_AGE_SECONDS }])) > 0
  if (isKnown) return
  try {
    await presenceScheduler().applyChanges(changes)
  } catch (error) {
    await resetLimit(key)
    throw error
  }
}

/** Applies a channel event of the embedded server. */
export function handleOccupancy(event: ChannelEvent): void {
  presenceScheduler()
    .applyChanges(changesIn([event]))
    .catch((error) => log.warn('a presence change was not stored; the next round corrects it', error))
}

function changesIn(events: readonly ChannelEvent[]): OccupancyChange[] {
  return events.flatMap(({ name, channel = '' }) => {
    const userId = userOfChannel(channel)
    const occupied = name === 'channel_occupied'
    return userId && (occupied || name === 'channel_vacated') ? [{ userId, occupied }] : []
  })
}

/**
 * Call this when a user has changed who sees them online. A user who hides is shown as offline at once; one who shows
 * their presence again is published at the next due time. Never rejects, because each refetch returns the correct state
 * anyway.
 */
export async function presenceAudienceChanged(userId: string): Promise<void> {
  try {
    await notifyHidden(userId)
    await presenceScheduler().tick()
  } catch (error) {
    log.warn('a changed presence setting was not published', error)
  }
}

/**
 * Starts the presence scheduler. Returns a function that stops it. A process with the embedded server closes all
 * sockets when it ends, so it starts the grace period of all users itself: no other process knows when they were last
 * seen.
 */
export function startPresence({ embedded }: { embedded: boolean }): () => Promise<void> {
  const scheduler = presenceScheduler()
  return async () => {
    await scheduler.stop()
    if (embedded)
      await markAllLeaving(database(), GRACE_SECONDS).catch((error) =>
        log.warn('users could not be marked as leaving', error),
      )
  }
}
