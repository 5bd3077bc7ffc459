import { z } from 'zod'
import type { Person } from '@/lib/accounts/schema'
import { id } from '@/lib/ids'
import type { Message } from '@/lib/messages/schema'
import { text, wholeNumber } from '@/lib/text'

/** A time, converted to a form and range that PostgreSQL accepts: it has no year 0 and no offsets of 16 hours. */
const moment = z.iso
  .datetime({ offset: true })
  .transform((written) => new Date(written))
  .refine((at) => at.getUTCFullYear() >= 1 && at.getUTCFullYear() <= 9999, 'is not a moment of our time')
  .transform((at) => at.toISOString())

export const searchMessagesInput = z.object({
  q: text.trim().min(1, 'Write what to look for.').max(200),
  conversationId: id.optional(),
  /** Only messages of this sender. */
  from: id.optional(),
  since: moment.optional(),
  until: moment.optional(),
  cursor: text.max(200).optional(),
  limit: wholeNumber.pipe(z.number().min(1).max(50)).default(20),
})

export type SearchMessagesInput = z.infer<typeof searchMessagesInput>

/** A message found by a search, with the peer of its conversation. */
export interface SearchHit {
  message: Message
  peer: Person
}
