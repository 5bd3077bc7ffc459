import { z } from 'zod'
import { id, idInPath } from '@/lib/ids'
import type { Page } from '@/lib/paging'
import { text, wholeNumber } from '@/lib/text'

const seq = wholeNumber
export const limit = wholeNumber.pipe(z.number().min(1).max(100)).default(50)

const messageKey = { conversationId: idInPath, seq: seq.catch(0) }

export const sendMessageInput = z.object({
  conversationId: id,
  clientId: id,
  body: z.string(),
  replyTo: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER).nullish(),
})
export type SendMessageInput = z.infer<typeof sendMessageInput>

export const historyInput = z
  .object({
    conversationId: idInPath,
    before: seq.optional(),
    after: seq.optional(),
    changedSince: seq.optional(),
    limit,
  })
  .refine(({ before, after }) => before === undefined || after === undefined, {
    path: ['after'],
    message: 'Ask for messages before or after, not both.',
  })
  .refine(({ before, after, changedSince }) => changedSince === undefined || (before ?? after) === undefined, {
    path: ['changedSince'],
    message: 'Ask for changes, or for messages before or after, not both.',
  })
export type HistoryInput = z.infer<typeof historyInput>

/** A `seq` that is not a number becomes 0, the seq of no message, so the response is that of an unknown message. */
export const oneMessageInput = z.object({
  ...messageKey,
  for: z.enum(['me', 'everyone']).default('me'),
})

export const editMessageInput = z.object({ ...messageKey, body: z.string() })
export type EditMessageInput = z.infer<typeof editMessageInput>

export const reactInput = z.object({ ...messageKey, emoji: z.string().max(32).nullable() })
export type ReactInput = z.infer<typeof reactInput>

export const draftInput = z.object({ conversationId: id, body: text })
export type DraftInput = z.infer<typeof draftInput>

export interface Message {
  id: string
  conversationId: string
  seq: number
  senderId: string
  clientId: string
  kind: 'text'
  body: string
  createdAt: string
  /** Seq of the message that this one replies to. */
  replyTo: number | null
  editedAt: string | null
  /** True for a message deleted for everyone: it keeps its seq, and its body is empty. */
  retracted: boolean
  /** At most one per user. */
  reactions: { userId: string; emoji: string }[]
  /** Modification number of the last change; 0 when the message was never changed. */
  modSeq: number
}

/** A page from the middle of the history. `newerCursor` leads to newer messages; null at the newest. */
export interface WindowPage extends Page<Message> {
  newerCursor: string | null
}

/** Unsent text of a user in a conversation. */
export interface Draft {
  conversationId: string
  body: string
  updatedAt: string
}
