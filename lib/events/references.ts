import 'server-only'

/** What the log stores of each event: ids and kinds, never a word anybody wrote. */
interface EventReference {
  friend_request: { fromId: string; toId: string; since: string }
  friend_request_removed: { userId: string }
  friend_accepted: { userId: string; by: string; since: string }
  friend_removed: { userId: string }
  blocks_changed: { userId: string; blocked: boolean }
  profile_changed: { userId: string }
  notification: { seq: number }
  notifications_read: { upTo: number; unread: number }
  settings_changed: Record<string, never>
  session_revoked: Record<string, never>
  new_message: { conversationId: string; seq: number }
  message_updated: { conversationId: string; seq: number }
  message_hidden: { conversationId: string; seq: number }
  delivered_receipt: { conversationId: string; userId: string; deliveredSeq: number }
  draft_changed: { conversationId: string }
  conversation_read: { conversationId: string; lastReadSeq: number; unread: number }
  read_receipt: { conversationId: string; userId: string; lastReadSeq: number }
}

/** An event to be written for somebody. */
export type StoredEvent = {
  [Type in keyof EventReference]: { type: Type; data: EventReference[Type] }
}[keyof EventReference]

/** A written event: whose log, which number, what. */
export type LogRow = StoredEvent & { userId: string; seq: number }
