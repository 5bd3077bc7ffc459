import { z } from 'zod'
import type { Person } from '@/lib/accounts/schema'
import { id } from '@/lib/ids'
import type { Message } from '@/lib/messages/schema'
import type { Page } from '@/lib/paging'
import { text, wholeNumber } from '@/lib/text'

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

/** A page of history that was entered in its midst: `newerCursor` leads on to what is newer, null at the newest. */
export interface WindowPage extends Page<Message> {
  newerCursor: string | null
}

/** A message found by a search, with whom it was said to or by. */
export interface SearchHit {
  message: Message
  peer: Person
}
