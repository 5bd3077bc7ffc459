import 'server-only'
import type { Connection } from '@/db/client'
import { findPersonVisibleTo } from '@/db/queries/users'
import type { Person } from '@/lib/accounts/schema'
import { AppError } from '@/lib/errors'
import type { Viewer } from '@/lib/session/viewer'

/** The only way to another person. With a block between the two, whoever made it, they are the same 404 as nobody at all. */
export async function findVisiblePerson(on: Connection, viewer: Viewer, userId: string): Promise<Person> {
  const person = await findPersonVisibleTo(on, viewer.id, userId)
  if (!person) throw noSuchPerson()
  return person
}

/** Refuses what makes no sense with oneself. */
export function assertNotSelf(viewer: Viewer, userId: string) {
  if (userId === viewer.id)
    throw new AppError('invalid', 'invalid', 'That is you.', { errors: { userId: 'Choose somebody else.' } })
}

/** The one answer for everybody who is not to be seen, whatever the reason. */
export const noSuchPerson = () => new AppError('not_found', 'not_found', 'There is no such person.')
