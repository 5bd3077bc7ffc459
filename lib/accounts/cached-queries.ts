import { defineQuery } from '@/lib/events/define-query'
import { changesCounts } from '@/lib/events/registry'
import { STALE } from '@/lib/pages'
import type { MeResponse } from './schema'

/** The counts are the server's: adding one here would count again what a fetch already holds. */
export const me = defineQuery<MeResponse>()('me', (data, event, { viewerId }) =>
  changesCounts(event, viewerId) ? STALE : data,
)
