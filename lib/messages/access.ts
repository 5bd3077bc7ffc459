import 'server-only'
import type { Connection } from '@/db/client'
import { findMembership } from '@/db/queries/conversations'
import { AppError } from '@/lib/errors'
import type { Viewer } from '@/lib/session/viewer'

/** Throws `not_found` unless the viewer is a member; a conversation that does not exist gives the same error. */
export async function assertMember(on: Connection, viewer: Viewer, conversationId: string): Promise<void> {
  if (!(await findMembership(on, conversationId, viewer.id))) throw noSuchConversation()
}

export const noSuchConversation = () => new AppError('not_found', 'not_found', 'There is no such conversation.')
