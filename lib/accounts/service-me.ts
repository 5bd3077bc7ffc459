import 'server-only'
import { database } from '@/db/client'
import { countUnread } from '@/db/queries/conversations'
import { findCursor } from '@/db/queries/events'
import { countIncomingRequests } from '@/db/queries/friendships'
import { countUnreadNotifications } from '@/db/queries/notifications'
import { findUser } from '@/db/queries/users'
import type { Viewer } from '@/lib/auth/viewer'
import { limitsInForce } from '@/lib/env'
import { signInFirst } from '@/lib/errors'
import type { Me } from './schema'

/** The viewer's own state, with a cursor read before it. */
export async function me(viewer: Viewer): Promise<Me> {
  const cursor = await findCursor(database(), viewer.id)
  const [user, unread, requests, notifications] = await Promise.all([
    findUser(database(), viewer.id),
    countUnread(database(), viewer.id),
    countIncomingRequests(database(), viewer.id),
    countUnreadNotifications(database(), viewer.id),
  ])
  if (!user) throw signInFirst()
  return { user, limits: limitsInForce(), counts: { unread, requests, notifications }, cursor }
}
