import 'server-only'
import { reservedDatabase, type Tx } from '@/db/client'
import {
  advanceReadCursor,
  countUnreadIn,
  findConversationOfPair,
  findReadCursor,
  insertDirectConversation,
  listMemberIds,
} from '@/db/queries/conversations'
import { findFriendship, lockPair } from '@/db/queries/friendships'
import { sharesReadReceipts } from '@/db/queries/users'
import { AppError } from '@/lib/errors'
import { type Announce, commit } from '@/lib/events/commit'
import { findVisiblePerson } from '@/lib/friends/access'
import { relationOf } from '@/lib/friends/rules'
import { newId } from '@/lib/ids'
import { lockedConversationFor } from '@/lib/messages/access'
import { serializeReceipt } from '@/lib/messages/conversation-queues'
import type { Viewer } from '@/lib/session/viewer'
import type { Conversation, MarkReadInput } from './schema'
import { conversationOf } from './service-list'

/**
 * Returns the conversation with a person; creates it at the first call. Throws `not_friends` if it does not exist and
 * the two are not friends.
 */
export async function openConversation(
  viewer: Viewer,
  userId: string,
): Promise<{ conversation: Conversation; isNew: boolean }> {
  const { id, isNew } = await commit(async (tx) => {
    await lockPair(tx, viewer.id, userId)
    await findVisiblePerson(tx, viewer, userId)
    const known = await findConversationOfPair(tx, viewer.id, userId)
    if (known) return { id: known.id, isNew: false }
    if (relationOf(viewer.id, await findFriendship(tx, viewer.id, userId)) !== 'friends')
      throw new AppError('forbidden', 'not_friends', 'You can write to friends only.')
    const id = newId()
    await insertDirectConversation(tx, id, viewer.id, userId)
    return { id, isNew: true }
  })
  return { conversation: await conversationOf(viewer, id), isNew }
}

/** Marks everything up to `seq` as read. Never moves back, and never past the newest message. */
export async function markRead(
  viewer: Viewer,
  { conversationId, seq }: MarkReadInput,
): Promise<{ lastReadSeq: number }> {
  const advance = async (tx: Tx, announce: Announce) => {
    const { open, lastSeq } = await lockedConversationFor(tx, viewer, conversationId)
    // A former friend gets no read receipts, and nobody does when the viewer has turned them off.
    const shown = open && (await sharesReadReceipts(tx, viewer.id))
    const moved = await advanceReadCursor(tx, conversationId, viewer.id, { seq: Math.min(seq, lastSeq), shown })
    if (!moved) return { lastReadSeq: await findReadCursor(tx, conversationId, viewer.id) }
    const { lastReadSeq } = moved
    const unread = await countUnreadIn(tx, conversationId, viewer.id)
    announce([viewer.id], { type: 'conversation_read', data: { conversationId, lastReadSeq, unread } })
    if (shown) {
      const others = (await listMemberIds(tx, conversationId)).filter((id) => id !== viewer.id)
      announce(others, { type: 'read_receipt', data: { conversationId, userId: viewer.id, lastReadSeq } })
    }
    return { lastReadSeq }
  }
  return serializeReceipt(conversationId, () => commit(advance, reservedDatabase()))
}
