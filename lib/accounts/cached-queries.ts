import { defineQuery } from '@/lib/events/define-query'
import { changesCounts } from '@/lib/events/registry'
import { STALE } from '@/lib/pages'
import type { Me } from './schema'

/** The counts are the server's: adding one here would count again what a fetch already holds. */
export const me = defineQuery<Me>()('me', (data, event, { viewerId }) =>
  changesCounts(event, viewerId) ? STALE : data,
)
