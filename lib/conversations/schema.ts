import { z } from 'zod'
import type { Person } from '@/lib/accounts/schema'
import { id, idInPath } from '@/lib/ids'
import { limit, type Message } from '@/lib/messages/schema'
import { text } from '@/lib/text'

export const oneConversationInput = z.object({ conversationId: idInPath })

/** `stopped` means that the user no longer writes. */
export const typingInput = z.object({ conversationId: id, stopped: z.boolean().default(false) })

export const openConversationInput = z.object({ userId: id })

export const markReadInput = z.object({ conversationId: id, seq: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER) })

export type MarkReadInput = z.infer<typeof markReadInput>

export const deliveredInput = z.object({
  items: z.array(markReadInput).min(1).max(100),
})

export const listConversationsInput = z.object({
  q: text.normalize('NFC').trim().max(60).default(''),
  cursor: z.string().max(200).optional(),
  limit,
})

export type ListConversationsInput = z.infer<typeof listConversationsInput>

/** A conversation from the point of view of one member. */
export interface Conversation {
  id: string
  peer: Person
  lastMessage: Message | null
  lastSeq: number
  lastReadSeq: number
  unread: number
  peerReadSeq: number
  peerDeliveredSeq: number
  /** Modification number of the newest change of a stored message. */
  modSeq: number
  /** Time of the newest message, even if the viewer has hidden it. The list is ordered by it. */
  lastMessageAt: string
  /** True while the two are friends; only then can messages be sent. */
  open: boolean
}
