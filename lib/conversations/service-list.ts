import 'server-only'
import { database } from '@/db/client'
import { type ConversationRow, listConversationsOf } from '@/db/queries/conversation-list'
import { AppError } from '@/lib/errors'
import type { Message } from '@/lib/messages/schema'
import { messageView } from '@/lib/messages/views'
import { type Page, pageOf, parseTimeCursorInput, timeCursor } from '@/lib/paging'
import type { Viewer } from '@/lib/session/viewer'
import type { Conversation, ListConversationsInput } from './schema'

/** Returns a page of the viewer's conversations that have a message, newest first. */
export async function conversationsOf(viewer: Viewer, input: ListConversationsInput): Promise<Page<Conversation>> {
  const before = parseTimeCursorInput(input.cursor)
  const { q, limit } = input
  const rows = await listConversationsOf(database(), viewer.id, { q, before, limit: limit + 1 })
  const page = pageOf(rows, limit, ({ lastMessageAt, id }) => timeCursor({ at: new Date(lastMessageAt), id }))
  return { ...page, items: page.items.map(conversationView) }
}

/** Returns a conversation of the viewer, with or without messages. Throws `not_found` when the viewer is no member. */
export async function conversationOf(viewer: Viewer, id: string): Promise<Conversation> {
  const [row] = await listConversationsOf(database(), viewer.id, { id, limit: 1 })
  if (!row) throw new AppError('not_found', 'not_found', 'There is no such conversation.')
  return conversationView(row)
}

const conversationView = (row: ConversationRow): Conversation => ({
  id: row.id,
  peer: {
    id: row.peerId,
    username: row.peerUsername,
    displayName: row.peerDisplayName,
    pictureId: row.peerPictureId,
  },
  lastMessage: lastMessageOf(row),
  lastSeq: row.lastSeq,
  lastReadSeq: row.lastReadSeq,
  unread: row.unread,
  peerReadSeq: row.peerReadSeq,
  peerDeliveredSeq: row.peerDeliveredSeq,
  modSeq: row.modSeq,
  lastMessageAt: new Date(row.lastMessageAt).toISOString(),
  open: row.open,
})

function lastMessageOf(row: ConversationRow): Message | null {
  if (row.lastId === null) return null
  return messageView({
    id: row.lastId,
    conversationId: row.id,
    seq: row.lastMessageSeq,
    senderId: row.lastSenderId,
    clientId: row.lastClientId,
    kind: row.lastKind,
    body: row.lastBody,
    createdAt: new Date(row.lastCreatedAt),
    replyToSeq: row.lastReplyToSeq,
    editedAt: row.lastEditedAt === null ? null : new Date(row.lastEditedAt),
    retractedAt: row.lastRetractedAt === null ? null : new Date(row.lastRetractedAt),
    modSeq: row.lastModSeq,
    reactions: row.lastReactions,
  })
}
