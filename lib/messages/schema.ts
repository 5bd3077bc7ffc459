import { z } from 'zod'
import type { Person } from '@/lib/accounts/schema'
import { id, idInPath } from '@/lib/ids'
import { text, wholeNumber } from '@/lib/text'

const seq = wholeNumber
const limit = wholeNumber.pipe(z.number().min(1).max(100)).default(50)

export const oneConversationInput = z.object({ conversationId: idInPath })

export const sendMessageInput = z.object({ conversationId: id, clientId: id, body: z.string() })
export type SendMessageInput = z.infer<typeof sendMessageInput>

export const openConversationInput = z.object({ userId: id })

export const historyInput = z
  .object({ conversationId: idInPath, before: seq.optional(), after: seq.optional(), limit })
  .refine(({ before, after }) => before === undefined || after === undefined, {
    path: ['after'],
    message: 'Ask for messages before or after, not both.',
  })
export type HistoryInput = z.infer<typeof historyInput>

export const markReadInput = z.object({ conversationId: id, seq: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER) })
export type MarkReadInput = z.infer<typeof markReadInput>

export const listConversationsInput = z.object({
  q: text.normalize('NFC').trim().max(60).default(''),
  cursor: z.string().max(200).optional(),
  limit,
})
export type ListConversationsInput = z.infer<typeof listConversationsInput>

export interface Message {
  id: string
  conversationId: string
  seq: number
  senderId: string
  clientId: string
  kind: 'text'
  body: string
  createdAt: string
}

/** A conversation as one of its members sees it. */
export interface Conversation {
  id: string
  peer: Person
  lastMessage: Message | null
  lastSeq: number
  lastReadSeq: number
  unread: number
  peerReadSeq: number
  /** Whether messages may be sent: the two are friends. */
  open: boolean
}
