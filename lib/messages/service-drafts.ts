import 'server-only'
import { database, type Tx } from '@/db/client'
import { deleteDraft, listDrafts, upsertDraft } from '@/db/queries/drafts'
import { findMessageToChange, hideMessage } from '@/db/queries/message-changes'
import { currentLimits } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { type Announce, commit } from '@/lib/events/commit'
import { consumeFrequent } from '@/lib/rate-limits/frequent-limits'
import type { Viewer } from '@/lib/session/viewer'
import { conversationFor, isVisible, lockedConversationFor } from './access'
import { serializeChange } from './conversation-queues'
import { draftError } from './rules'
import type { Draft, DraftInput } from './schema'
import { noSuchMessage } from './service-change'

const MAX_DRAFTS = 200
/** Maximum draft length, in message lengths. A draft that is too long to send is stored too, so no text is lost. */
const DRAFT_LENGTH_FACTOR = 5

/** Hides a message permanently for the viewer only. Hiding it again changes nothing. */
export function hideMessageForViewer(viewer: Viewer, conversationId: string, seq: number): Promise<void> {
  const hide = async (tx: Tx, announce: Announce) => {
    const conversation = await lockedConversationFor(tx, viewer, conversationId)
    if (!isVisible(conversation, seq) || !(await findMessageToChange(tx, conversationId, seq))) throw noSuchMessage()
    if (await hideMessage(tx, viewer.id, conversationId, seq))
      announce([viewer.id], { type: 'message_hidden', data: { conversationId, seq } })
  }
  return serializeChange(conversationId, () => commit(hide))
}

/** Returns the viewer's drafts, newest first. */
export async function draftsOf(viewer: Viewer): Promise<Draft[]> {
  const rows = await listDrafts(database(), viewer.id, MAX_DRAFTS)
  return rows.map((row) => ({ ...row, updatedAt: row.updatedAt.toISOString() }))
}

/** Stores a draft for the viewer's other devices. A blank body deletes it. */
export async function saveDraft(viewer: Viewer, { conversationId, body }: DraftInput): Promise<void> {
  const max = currentLimits().messageCodePoints * DRAFT_LENGTH_FACTOR
  const error = draftError(body, max)
  if (error) throw new AppError('invalid', 'invalid', 'The draft cannot be stored.', { errors: { body: error } })
  await consumeFrequent([{ key: `drafts:${viewer.id}`, max: currentLimits().sendPerMinute, windowSeconds: 60 }])
  return commit(async (tx, announce) => {
    await conversationFor(tx, viewer, conversationId)
    const changed =
      body.trim() === ''
        ? await deleteDraft(tx, viewer.id, conversationId)
        : await upsertDraft(tx, viewer.id, conversationId, body)
    if (changed) announce([viewer.id], { type: 'draft_changed', data: { conversationId } })
  })
}
