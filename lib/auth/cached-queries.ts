import { defineQuery } from '@/lib/events/define-query'
import { STALE } from '@/lib/pages'
import type { Page } from '@/lib/paging'
import type { SessionView } from './schema'

export const sessions = defineQuery<Page<SessionView>>()('sessions', (data, event) =>
  event.type === 'session_revoked' ? STALE : data,
)
