import type { Person } from '@/lib/accounts/schema'
import { defineEvent, defineStoredEvent, isInteger, isPerson, isRecord, isText } from '@/lib/events/define-event'
import type { LoadedReferences } from '@/lib/events/references'
import type { Draft, Message } from './schema'
import { messageView } from './views'

interface Position {
  conversationId: string
  seq: number
}

/** The position of a message that the owner may not see any more. */
interface Gone extends Position {
  gone: true
}

const isPosition = ({ conversationId, seq }: Record<string, unknown>) => isText(conversationId) && isInteger(seq)

const isMessage = (value: unknown) =>
  isRecord(value) && isPosition(value) && isText(value.senderId) && isText(value.clientId) && isText(value.body)

function findVisible({ userId, data }: { userId: string; data: Position }, { messages }: LoadedReferences) {
  const message = messages.get(userId, data.conversationId, data.seq)
  return message && !message.hidden ? message : undefined
}

export const newMessage = defineEvent<Position, { message: Message; peer: Person } | Gone>()({
  type: 'new_message',
  guard: (data) => (data.gone === true ? isPosition(data) : isMessage(data.message) && isPerson(data.peer)),
  references: (data) => ({ messages: [data] }),
  view(row, loaded) {
    const message = findVisible(row, loaded)
    const peer = message && loaded.people.get(row.userId, message.peerId)
    return message && peer ? { message: messageView(message), peer: peer.person } : { ...row.data, gone: true }
  },
  changesCounts: false,
})

/** A stored message was edited, retracted or reacted to. */
export const messageUpdated = defineEvent<Position, { message: Message } | Gone>()({
  type: 'message_updated',
  guard: (data) => (data.gone === true ? isPosition(data) : isMessage(data.message)),
  references: (data) => ({ messages: [data] }),
  view(row, loaded) {
    const message = findVisible(row, loaded)
    return message ? { message: messageView(message) } : { ...row.data, gone: true }
  },
  changesCounts: false,
})

/** The owner has deleted a message for themselves. */
export const messageHidden = defineStoredEvent<Position>()({
  type: 'message_hidden',
  guard: isPosition,
  changesCounts: false,
})

/** The owner's draft of a conversation has changed; null when there is none any more. */
export const draftChanged = defineEvent<{ conversationId: string }, { conversationId: string; draft: Draft | null }>()({
  type: 'draft_changed',
  guard: ({ conversationId, draft }) => isText(conversationId) && (draft === null || isRecord(draft)),
  references: (data) => ({ drafts: [data] }),
  view({ userId, data: { conversationId } }, loaded) {
    const draft = loaded.drafts.get(userId, conversationId)
    if (!draft) return { conversationId, draft: null }
    return { conversationId, draft: { conversationId, body: draft.body, updatedAt: draft.updatedAt.toISOString() } }
  },
  changesCounts: false,
})
