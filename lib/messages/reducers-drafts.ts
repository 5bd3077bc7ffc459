import type { LogEvent } from '@/lib/events/registry'
import type { Draft } from './schema'

/** Reduces the viewer's drafts, newest first. */
export function reduceDrafts(drafts: Draft[], event: LogEvent): Draft[] {
  if (event.type !== 'draft_changed') return drafts
  const { conversationId, draft } = event.data
  const rest = drafts.filter((other) => other.conversationId !== conversationId)
  if (!draft) return rest.length === drafts.length ? drafts : rest
  return [draft, ...rest].sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1))
}
