import 'server-only'
import { database } from '@/db/client'
import { claimHiddenChanges, claimPresenceChanges, type DuePresenceChange, listAudience } from '@/db/queries/presence'
import { broker } from '@/lib/broker/broker'
import { PUBLISH_INTERVALS } from './rules'

const BATCH_SIZE = 100

/** Publishes to friends each presence that differs from the last published one and is due. */
export async function notifyFriends(): Promise<void> {
  for (let more = true; more; ) {
    const changes = await claimPresenceChanges(database(), PUBLISH_INTERVALS, BATCH_SIZE)
    if (changes.length > 0) await publishChanges(changes)
    more = changes.length === BATCH_SIZE
  }
}

/** Publishes to friends that a user who now hides their presence is offline, if they were last published as online. */
export const notifyHidden = async (userId: string) => publishChanges(await claimHiddenChanges(database(), userId))

async function publishChanges(changes: readonly DuePresenceChange[]) {
  const audience = new Map<string, string[]>(changes.map(({ userId }) => [userId, []]))
  for (const { userId, friendId } of await listAudience(database(), [...audience.keys()]))
    audience.get(userId)?.push(friendId)
  for (const { userId, online, lastSeenAt } of changes)
    send(audience.get(userId) ?? [], { userId, online, ...(lastSeenAt === null ? {} : { lastSeenAt }) })
}

/**
 * Publishes to these users that they are online themselves. From now on they receive the presence of friends, so their
 * tabs refetch what they loaded before.
 */
export function notifyOwnDevices(userIds: readonly string[]) {
  for (const userId of userIds) send([userId], { userId, online: true })
}

const send = (userIds: readonly string[], data: { userId: string; online: boolean; lastSeenAt?: string }) =>
  broker().broadcast(userIds, 'presence', JSON.stringify({ type: 'presence', data }))
