import 'server-only'
import { database } from '@/db/client'
import { listUnreadConversations } from '@/db/queries/conversations'
import { findCursor } from '@/db/queries/events'
import { countIncomingRequests } from '@/db/queries/friendships'
import { countUnreadNotifications } from '@/db/queries/notifications'
import { findUser } from '@/db/queries/users'
import { currentLimits } from '@/lib/env'
import { unauthenticated } from '@/lib/errors'
import type { Viewer } from '@/lib/session/viewer'
import { totalUnread } from './reducers'
import type { MeResponse } from './schema'

/** Returns the viewer's own state, with a cursor of the event log that was read before it. */
export async function me(viewer: Viewer): Promise<MeResponse> {
  const cursor = await findCursor(database(), viewer.id)
  const [user, unread, requests, notifications] = await Promise.all([
    findUser(database(), viewer.id),
    listUnreadConversations(database(), viewer.id),
    countIncomingRequests(database(), viewer.id),
    countUnreadNotifications(database(), viewer.id),
  ])
  if (!user) throw unauthenticated()
  const counts = { unread: totalUnread(unread), requests, notifications }
  return { user, limits: currentLimits(), counts, unread, cursor }
}
