import { z } from 'zod'
import { MAX_EMAIL_ADDRESS_LENGTH, type Person } from '@/lib/accounts/schema'
import { wordsOfName } from '@/lib/folding'
import type { Relation } from '@/lib/friends/rules'
import type { BlockedPerson } from '@/lib/friends/schema'
import { idInPath } from '@/lib/ids'
import { text, wholeNumber } from '@/lib/text'

export const listMutualInput = z.object({
  userId: idInPath,
  cursor: text.max(200).optional(),
  limit: wholeNumber.pipe(z.number().min(1).max(100)).default(50),
})

export type ListMutualInput = z.infer<typeof listMutualInput>

/** A profile page as the viewer may see it. */
export interface Profile extends Person {
  relation: Relation
  bio: string
  /** When the request was made or accepted; null without one. */
  since: string | null
  online: boolean
  lastSeenAt: string | null
  /** Number of mutual friends. */
  mutual: number
}

/** Profile page of a user whom the viewer has blocked. */
export interface BlockedProfile extends Omit<BlockedPerson, 'since'> {
  relation: 'blocked'
}

/** A name, an e-mail address, or a username after an @. */
export const searchPeopleInput = z.object({
  q: text
    .normalize('NFC')
    .trim()
    .min(1, 'Write a name.')
    .max(MAX_EMAIL_ADDRESS_LENGTH)
    .refine((q) => wordsOfName(q.replace(/^@/, '')).length > 0, 'Write a name.'),
})

/** A search result with the relation to the viewer. */
export interface PersonFound extends Person {
  relation: Relation
}
