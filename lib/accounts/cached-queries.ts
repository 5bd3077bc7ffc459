import { defineQuery } from '@/lib/events/define-query'
import { changesCounts } from '@/lib/events/registry'
import { STALE } from '@/lib/pages'
import type { MeResponse } from './schema'

/** The server counts: adding one here could count something twice that a fetch already includes. */
export const me = defineQuery<MeResponse>()('me', (data, event, { viewerId }) =>
  changesCounts(event, viewerId) ? STALE : data,
)
