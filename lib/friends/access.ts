import 'server-only'
import type { Connection } from '@/db/client'
import { findPersonSeenBy } from '@/db/queries/users'
import type { Person } from '@/lib/accounts/schema'
import type { Viewer } from '@/lib/auth/viewer'
import { AppError } from '@/lib/errors'

/** The only way to another person. With a block between the two, whoever made it, they are the same 404 as nobody at all. */
export async function personFor(on: Connection, viewer: Viewer, userId: string): Promise<Person> {
  const person = await findPersonSeenBy(on, viewer.id, userId)
  if (!person) throw noSuchPerson()
  return person
}

/** Refuses what makes no sense with oneself. */
export function assertOther(viewer: Viewer, userId: string) {
  if (userId === viewer.id)
    throw new AppError('invalid', 'invalid', 'That is you.', { errors: { userId: 'Choose somebody else.' } })
}

/** The one answer for everybody who is not to be seen, whatever the reason. */
export const noSuchPerson = () => new AppError('not_found', 'not_found', 'There is no such person.')
