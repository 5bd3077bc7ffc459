import 'server-only'
import { reservedDatabase } from '@/db/client'
import { listMessagesAfter, listMessagesBefore, listMessagesChangedSince } from '@/db/queries/messages'
import { type Page, pageOf } from '@/lib/paging'
import type { Viewer } from '@/lib/session/viewer'
import { conversationFor } from './access'
import type { HistoryInput, Message } from './schema'
import { messageView } from './views'

/**
 * Returns a page of history, ascending by seq: the newest messages, the newest below `before`, or the oldest above
 * `after`. With `changedSince`, returns the messages changed after that modification number, in order of change; the
 * next cursor is then a modification number too.
 */
export async function historyOf(viewer: Viewer, input: HistoryInput): Promise<Page<Message>> {
  const { conversationId, before, after, changedSince, limit } = input
  const { visible } = await conversationFor(reservedDatabase(), viewer, conversationId)
  const history = { conversationId, viewerId: viewer.id, visible }
  if (changedSince !== undefined) {
    const changed = await listMessagesChangedSince(reservedDatabase(), history, changedSince, limit + 1)
    const page = pageOf(changed, limit, ({ modSeq }) => String(modSeq))
    return { ...page, items: page.items.map(messageView) }
  }
  const rows =
    after === undefined
      ? await listMessagesBefore(reservedDatabase(), history, before, limit + 1)
      : await listMessagesAfter(reservedDatabase(), history, after, limit + 1)
  const { items, nextCursor } = pageOf(rows, limit, ({ seq }) => String(seq))
  const ascending = after === undefined ? items.reverse() : items
  return { items: ascending.map(messageView), nextCursor }
}
