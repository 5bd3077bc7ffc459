import { z } from 'zod'
import type { Person } from '@/lib/accounts/schema'
import { id, idInPath } from '@/lib/ids'
import type { Page } from '@/lib/paging'
import { text, wholeNumber } from '@/lib/text'

const seq = wholeNumber
const limit = wholeNumber.pipe(z.number().min(1).max(100)).default(50)

export const oneConversationInput = z.object({ conversationId: idInPath })

const place = { conversationId: idInPath, seq: seq.catch(0) }

export const sendMessageInput = z.object({
  conversationId: id,
  clientId: id,
  body: z.string(),
  replyTo: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER).nullish(),
})
export type SendMessageInput = z.infer<typeof sendMessageInput>

/** `stopped` takes back what was said before: nothing is being written any more. */
export const typingInput = z.object({ conversationId: id, stopped: z.boolean().default(false) })

export const openConversationInput = z.object({ userId: id })

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

export const markReadInput = z.object({ conversationId: id, seq: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER) })
export type MarkReadInput = z.infer<typeof markReadInput>

/** A place that is no number is nobody's message. */
export const oneMessageInput = z.object({
  ...place,
  for: z.enum(['me', 'everyone']).default('me'),
})

export const editMessageInput = z.object({ ...place, body: z.string() })
export type EditMessageInput = z.infer<typeof editMessageInput>

export const reactInput = z.object({ ...place, emoji: z.string().max(32).nullable() })
export type ReactInput = z.infer<typeof reactInput>

export const deliveredInput = z.object({
  items: z.array(markReadInput).min(1).max(100),
})

export const draftInput = z.object({ conversationId: id, body: text })
export type DraftInput = z.infer<typeof draftInput>

export const greetingInput = z.object({ userId: id, clientId: id, body: z.string() })
export type GreetingInput = z.infer<typeof greetingInput>

/** A moment in the form and the range that PostgreSQL knows, which has neither a year 0 nor offsets of 16 hours. */
const moment = z.iso
  .datetime({ offset: true })
  .transform((written) => new Date(written))
  .refine((at) => at.getUTCFullYear() >= 1 && at.getUTCFullYear() <= 9999, 'is not a moment of our time')
  .transform((at) => at.toISOString())

export const searchMessagesInput = z.object({
  q: text.trim().min(1, 'Write what to look for.').max(200),
  conversationId: id.optional(),
  /** Only what this person wrote. */
  from: id.optional(),
  since: moment.optional(),
  until: moment.optional(),
  cursor: text.max(200).optional(),
  limit: wholeNumber.pipe(z.number().min(1).max(50)).default(20),
})
export type SearchMessagesInput = z.infer<typeof searchMessagesInput>

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

/** A conversation as one of its members sees it. */
export interface Conversation {
  id: string
  peer: Person
  lastMessage: Message | null
  lastSeq: number
  lastReadSeq: number
  unread: number
  peerReadSeq: number
  peerDeliveredSeq: number
  /** The newest change of a stored message in it. */
  modSeq: number
  /** What the list is ordered by: the newest message's time, whether the viewer still sees that message or not. */
  lastMessageAt: string
  /** Whether messages may be sent: the two are friends. */
  open: boolean
}

/** What a person has begun to write in a conversation. */
export interface Draft {
  conversationId: string
  body: string
  updatedAt: string
}

/** A page of history that was entered in its midst: `newerCursor` leads on to what is newer, null at the newest. */
export interface WindowPage extends Page<Message> {
  newerCursor: string | null
}

/** A message found by a search, with whom it was said to or by. */
export interface SearchHit {
  message: Message
  peer: Person
}

/** The one message to somebody who is no friend yet, waiting with the request. */
export interface Greeting {
  id: string
  userId: string
  clientId: string
  body: string
  createdAt: string
}
