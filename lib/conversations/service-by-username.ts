import 'server-only'
import { isAppError } from '@/lib/errors'
import { noSuchPerson } from '@/lib/friends/access'
import { profileByUsername } from '@/lib/people/service-profile'
import type { Viewer } from '@/lib/session/viewer'
import type { Conversation } from './schema'
import { openConversation } from './service'

/**
 * The conversation with a person by username, opened at the first call. Somebody with whom there is none and can be none
 * is the same 404 as nobody at all.
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
