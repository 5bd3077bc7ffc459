import { z } from 'zod'
import type { Person } from '@/lib/accounts/schema'
import { id, idInPath } from '@/lib/ids'
import { text, wholeNumber } from '@/lib/text'
import { MAX_BATCH_SIZE } from './rules'

export const otherPersonInput = z.object({ userId: idInPath })

export const batchInput = z.object({
  userIds: z.array(id).min(1, 'Name somebody.').max(MAX_BATCH_SIZE, `Name at most ${MAX_BATCH_SIZE} people.`),
})

export const listFriendsInput = z.object({
  status: z.enum(['accepted', 'pending', 'blocked']).default('accepted'),
  direction: z.enum(['incoming', 'outgoing']).default('incoming'),
  q: text.normalize('NFC').trim().max(60).default(''),
  cursor: text.max(200).optional(),
  limit: wholeNumber.pipe(z.number().min(1).max(100)).default(50),
})
export type ListFriendsInput = z.infer<typeof listFriendsInput>

export const dismissInput = z.object({ userId: id })

/** A friend of the viewer, or a user with an open request. */
export interface Friend extends Person {
  /** Number of mutual friends when the list was fetched; only for incoming requests. */
  mutual?: number
  /** When the request was made or accepted. */
  since: string
  /** False when presence is hidden from the viewer; then `lastSeenAt` is null. */
  online: boolean
  lastSeenAt: string | null
  /** The greeting of an open request. */
  greeting: string | null
}

/** A user blocked by the viewer, with the name visible at that time; null when none was visible. */
export interface BlockedPerson {
  id: string
  username: string | null
  displayName: string | null
  since: string
}

/** A suggested user with the number of mutual friends. */
export interface Suggestion extends Person {
  mutual: number
}

/** Result for one user of a batch. */
export interface BatchResult {
  userId: string
  ok: boolean
  code?: string
}

/** Result of a request: `accepted` when the other user had already asked. */
export interface RequestOutcome {
  status: 'pending' | 'accepted'
}
