import 'server-only'
import type { Connection } from '@/db/client'
import { findPersonVisibleTo } from '@/db/queries/users'
import type { Person } from '@/lib/accounts/schema'
import { AppError } from '@/lib/errors'
import type { Viewer } from '@/lib/session/viewer'

/**
 * Returns another user. Every access to one goes through here. With a block in either direction it throws the same 404
 * as for an unknown user.
 */
export async function findVisiblePerson(on: Connection, viewer: Viewer, userId: string): Promise<Person> {
  const person = await findPersonVisibleTo(on, viewer.id, userId)
  if (!person) throw noSuchPerson()
  return person
}

/** Throws 422 when the viewer names themselves. */
export function assertNotSelf(viewer: Viewer, userId: string) {
  if (userId === viewer.id)
    throw new AppError('invalid', 'invalid', 'That is you.', { errors: { userId: 'Choose somebody else.' } })
}

/** The error for every user whom the viewer may not see, whatever the reason. */
export const noSuchPerson = () => new AppError('not_found', 'not_found', 'There is no such person.')
