import 'server-only'
import type { Connection } from '@/db/client'
import { findMembership } from '@/db/queries/conversations'
import { AppError } from '@/lib/errors'
import type { Viewer } from '@/lib/session/viewer'

/** The gate to a conversation: passes its members, and is the same 404 for everybody else and for one that is not. */
export async function assertMember(on: Connection, viewer: Viewer, conversationId: string): Promise<void> {
  if (!(await findMembership(on, conversationId, viewer.id))) throw noSuchConversation()
}

export const noSuchConversation = () => new AppError('not_found', 'not_found', 'There is no such conversation.')
