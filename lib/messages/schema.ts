import { z } from 'zod'
import { id, idInPath } from '@/lib/ids'
import { text, wholeNumber } from '@/lib/text'

const seq = wholeNumber
export const limit = wholeNumber.pipe(z.number().min(1).max(100)).default(50)

const place = { conversationId: idInPath, seq: seq.catch(0) }

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
    message: 'Ask for changes or for a place, not both.',
  })
export type HistoryInput = z.infer<typeof historyInput>

/** A place that is no number is nobody's message. */
export const oneMessageInput = z.object({
  ...place,
  for: z.enum(['me', 'everyone']).default('me'),
})

export const editMessageInput = z.object({ ...place, body: z.string() })
export type EditMessageInput = z.infer<typeof editMessageInput>

export const reactInput = z.object({ ...place, emoji: z.string().max(32).nullable() })
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
  /** The seq of the message this one answers. */
  replyTo: number | null
  editedAt: string | null
  /** Taken back from everybody: the place stays, the body is empty. */
  retracted: boolean
  /** One a person. */
  reactions: { userId: string; emoji: string }[]
  /** Moves with every change after the message was stored; 0 for none. */
  modSeq: number
}

/** What a person has begun to write in a conversation. */
export interface Draft {
  conversationId: string
  body: string
  updatedAt: string
}
