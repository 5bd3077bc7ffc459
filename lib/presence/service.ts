import 'server-only'
import { database, reservedDatabase } from '@/db/client'
import { listOnlineFriends, markAllLeaving } from '@/db/queries/presence'
import type { Viewer } from '@/lib/auth/viewer'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { broker, type Webhook } from '@/lib/realtime/broker'
import { userOfChannel } from '@/lib/realtime/channels'
import { GRACE_SECONDS, type OccupancyChange } from './rules'
import { type ChannelEvent, type OnlineFriends, webhookContent } from './schema'
import { tellHiding } from './service-tell'
import { presenceWatch } from './service-watch'

/** Friends of the viewer who are online and let it be seen. */
export const onlineFriendsOf = async (viewer: Viewer): Promise<OnlineFriends> => ({
  userIds: await listOnlineFriends(reservedDatabase(), viewer.id),
})

/** Takes what a realtime server elsewhere reports. Rejects when it could not be stored, so that it is reported again. */
export async function takeWebhook(webhook: Webhook): Promise<void> {
  const opened = broker().openWebhook(webhook)
  if (opened === undefined)
    throw new AppError('forbidden', 'wrong_signature', 'The realtime server has not signed this.')
  const content = webhookContent.safeParse(opened)
  if (!content.success) throw new AppError('malformed', 'malformed', 'This is no webhook.', { cause: content.error })
  const changes = changesIn(content.data.events)
  if (changes.length > 0) await presenceWatch().heard(changes)
}

/** Takes what the embedded server reports. */
export function hearOccupancy(event: ChannelEvent): void {
  presenceWatch()
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
    await tellHiding(userId)
    await presenceWatch().look()
  } catch (error) {
    log.warn('friends were not told who sees somebody online', error)
  }
}

/**
 * Follows who is online, until the function it answers with is called. A process with the embedded server takes
 * everybody's socket with it when it goes, and says so itself: nobody else would know when they were here last.
 */
export function startPresence({ embedded }: { embedded: boolean }): () => Promise<void> {
  const watch = presenceWatch()
  return async () => {
    await watch.stop()
    if (embedded)
      await markAllLeaving(database(), GRACE_SECONDS).catch((error) => log.warn('nobody was put offline', error))
  }
}
