import { z } from 'zod'
import type { Person } from '@/lib/accounts/schema'
import { idInPath } from '@/lib/ids'
import { text, wholeNumber } from '@/lib/text'

export const otherPersonInput = z.object({ userId: idInPath })

export const listFriendsInput = z.object({
  status: z.enum(['accepted', 'pending']).default('accepted'),
  direction: z.enum(['incoming', 'outgoing']).default('incoming'),
  q: text.normalize('NFC').trim().max(60).default(''),
  cursor: text.max(200).optional(),
  limit: wholeNumber.pipe(z.number().min(1).max(100)).default(50),
})
export type ListFriendsInput = z.infer<typeof listFriendsInput>

export interface Friend extends Person {
  /** When the request was made or accepted. */
  since: string
}

/** What a request led to: a wait, or a friendship when the other had asked already. */
export interface RequestOutcome {
  status: 'pending' | 'accepted'
}
