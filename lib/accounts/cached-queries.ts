import { defineQuery } from '@/lib/events/define-query'
import { changesCounts } from '@/lib/events/registry'
import { STALE } from '@/lib/pages'
import { reduceUnread, totalUnread } from './reducers'
import type { MeResponse } from './schema'

/** Unread messages are counted here; other counts are fetched, because adding one could count something twice. */
export const me = defineQuery<MeResponse>()('me', (data, event, { viewerId }) => {
  // A state that an older version has stored on the device does not have `unread`.
  if (changesCounts(event, viewerId) || !data.unread) return STALE
  const unread = reduceUnread(data.unread, event, viewerId)
  if (unread === STALE) return STALE
  if (unread === data.unread) return data
  return { ...data, unread: [...unread], counts: { ...data.counts, unread: totalUnread(unread) } }
})
