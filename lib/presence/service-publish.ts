import 'server-only'
import { database } from '@/db/client'
import { claimHiddenChanges, claimPresenceChanges, type DuePresenceChange, listAudience } from '@/db/queries/presence'
import { broker } from '@/lib/broker/broker'
import { PUBLISH_INTERVALS } from './rules'

const AT_ONCE = 100

/** Tells friends what has changed since they were told last, of everybody of whom they may be told again. */
export async function notifyFriends(): Promise<void> {
  for (let more = true; more; ) {
    const news = await claimPresenceChanges(database(), PUBLISH_INTERVALS, AT_ONCE)
    if (news.length > 0) await tell(news)
    more = news.length === AT_ONCE
  }
}

/** Tells friends that somebody is gone who wants to be seen by nobody, where they were told otherwise. */
export const notifyHidden = async (userId: string) => tell(await claimHiddenChanges(database(), userId))

async function tell(news: readonly DuePresenceChange[]) {
  const audience = new Map<string, string[]>(news.map(({ userId }) => [userId, []]))
  for (const { userId, friendId } of await listAudience(database(), [...audience.keys()]))
    audience.get(userId)?.push(friendId)
  for (const { userId, online, lastSeenAt } of news)
    send(audience.get(userId) ?? [], { userId, online, ...(lastSeenAt === null ? {} : { lastSeenAt }) })
}

/**
 * Tells people that they are online themselves. From here on they are told of others, so whatever their tabs asked for
 * before may be old.
 */
export function notifyOwnDevices(userIds: readonly string[]) {
  for (const userId of userIds) send([userId], { userId, online: true })
}

const send = (userIds: readonly string[], data: { userId: string; online: boolean; lastSeenAt?: string }) =>
  broker().broadcast(userIds, 'presence', JSON.stringify({ type: 'presence', data }))
