import 'server-only'
import { isAppError } from '@/lib/errors'
import { noSuchPerson } from '@/lib/friends/access'
import { profileByUsername } from '@/lib/people/service-profile'
import type { Viewer } from '@/lib/session/viewer'
import type { Conversation } from './schema'
import { openConversation } from './service'

/**
 * Returns the conversation with a person by username; creates it at the first call. Throws the same `not_found` when no
 * conversation is possible and when the person does not exist.
 */
export async function openConversationByUsername(viewer: Viewer, username: string): Promise<Conversation> {
  const person = await profileByUsername(viewer, username)
  if (person.relation === 'blocked') throw noSuchPerson()
  try {
    return (await openConversation(viewer, person.id)).conversation
  } catch (error) {
    if (isAppError(error) && error.code === 'not_friends') throw noSuchPerson()
    throw error
  }
}
