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

/** Somebody the viewer is friends with, or somebody with an open request. */
export interface Friend extends Person {
  /** How many friends the two have in common: of those who ask the viewer, as of when the list was fetched. */
  mutual?: number
  /** When the request was made or accepted. */
  since: string
  /** False, like `lastSeenAt` null, where the viewer may not know. */
  online: boolean
  lastSeenAt: string | null
  /** What came, or went, with an open request. */
  greeting: string | null
}

/** Somebody the viewer has blocked, by the name they could see then: null for one they could not see. */
export interface BlockedPerson {
  id: string
  username: string | null
  displayName: string | null
  since: string
}

/** Somebody who may be known, by the number of friends in common. */
export interface Suggestion extends Person {
  mutual: number
}

/** What became of one person of a batch. */
export interface BatchResult {
  userId: string
  ok: boolean
  code?: string
}

/** What a request led to: a wait, or a friendship when the other had asked already. */
export interface RequestOutcome {
  status: 'pending' | 'accepted'
}
