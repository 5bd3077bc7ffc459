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

/** Friends of the viewer who are online and let it be seen. */
export const onlineFriendsOf = async (viewer: Viewer): Promise<OnlineFriends> => ({
  userIds: await listOnlineFriends(reservedDatabase(), viewer.id),
})

/** As long as realtime servers try again, and as far as their clocks may be off. */
const WEBHOOK_FRESH_SECONDS = 300

/**
 * Takes what a realtime server elsewhere reports, once: a copy of it changes nothing, in whichever process it arrives.
 * Rejects when it could not be stored, so that it is reported again.
 */
export async function handleWebhook(webhook: Webhook): Promise<void> {
  const opened = broker().openWebhook(webhook)
  if (opened === undefined)
    throw new AppError('forbidden', 'wrong_signature', 'The realtime server has not signed this.')
  const content = webhookContent.safeParse(opened)
  if (!content.success) throw new AppError('malformed', 'malformed', 'This is no webhook.', { cause: content.error })
  const { time_ms: sentAt, events } = content.data
  if (Math.abs(Date.now() - sentAt) > WEBHOOK_FRESH_SECONDS * 1000)
    throw new AppError('forbidden', 'webhook_too_old', 'This was signed too long ago, or a clock is wrong.')
  const changes = changesIn(events)
  if (changes.length > 0) await takeOnce(webhook, changes)
}

async function takeOnce({ body }: Webhook, changes: OccupancyChange[]) {
  const key = `webhook:${createHash('sha256').update(body).digest('base64url')}`
  const isKnown = (await tryConsume([{ key, max: 1, windowSeconds: 2 * WEBHOOK_FRESH_SECONDS }])) > 0
  if (isKnown) return
  try {
    await presenceScheduler().heard(changes)
  } catch (error) {
    await resetLimit(key)
    throw error
  }
}

/** Takes what the embedded server reports. */
export function handleOccupancy(event: ChannelEvent): void {
  presenceScheduler()
    .heard(changesIn([event]))
    .catch((error) => log.warn('who came or left was not stored; the next round mends it', error))
}

function changesIn(events: readonly ChannelEvent[]): OccupancyChange[] {
  return events.flatMap(({ name, channel = '' }) => {
    const userId = userOfChannel(channel)
    const occupied = name === 'channel_occupied'
    return userId && (occupied || name === 'channel_vacated') ? [{ userId, occupied }] : []
  })
}

/**
 * To be called when somebody has changed who sees them online. Who hides is hidden at once, who shows themselves is shown
 * as soon as friends may be told of them again. Never rejects: whoever asks anew is told the truth anyway.
 */
export async function presenceAudienceChanged(userId: string): Promise<void> {
  try {
    await notifyHidden(userId)
    await presenceScheduler().look()
  } catch (error) {
    log.warn('friends were not told who sees somebody online', error)
  }
}

/**
 * Follows who is online, until the function it answers with is called. A process with the embedded server takes
 * everybody's socket with it when it goes, and says so itself: nobody else would know when they were here last.
 */
export function startPresence({ embedded }: { embedded: boolean }): () => Promise<void> {
  const watch = presenceScheduler()
  return async () => {
    await watch.stop()
    if (embedded)
      await markAllLeaving(database(), GRACE_SECONDS).catch((error) => log.warn('nobody was put offline', error))
  }
}
