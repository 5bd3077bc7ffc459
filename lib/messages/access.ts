import 'server-only'
import type { Connection, Tx } from '@/db/client'
import { findMembership, lockConversation } from '@/db/queries/conversations'
import type { SeqRange } from '@/db/schema/seq-ranges'
import { AppError } from '@/lib/errors'
import type { Viewer } from '@/lib/session/viewer'

/** A conversation as a member or former member may see it. */
interface MemberConversation {
  open: boolean
  lastSeq: number
  /** Seqs of the messages that the viewer may see. */
  visible: readonly SeqRange[]
  /** False after the viewer has left. */
  isMember: boolean
}

const noSuchConversation = () => new AppError('not_found', 'not_found', 'There is no such conversation.')

/**
 * Returns a conversation of which the viewer is or was a member. Throws `not_found` for any other one, whether it exists
 * or not.
 */
export async function conversationFor(
  on: Connection,
  viewer: Viewer,
  conversationId: string,
): Promise<MemberConversation> {
  const row = await findMembership(on, conversationId, viewer.id)
  if (!row) throw noSuchConversation()
  const { leftAt, ...conversation } = row
  return { ...conversation, isMember: leftAt === null }
}

/**
 * As `conversationFor`, with the conversation locked until the transaction ends. The membership is read after the lock
 * is held: read before, it could have ended while this transaction waited.
 */
export async function lockedConversationFor(tx: Tx, viewer: Viewer, conversationId: string) {
  await lockConversation(tx, conversationId)
  return conversationFor(tx, viewer, conversationId)
}

/** Returns whether the message with that seq is among those that the viewer may see. */
export const isVisible = ({ visible }: Pick<MemberConversation, 'visible'>, seq: number) =>
  visible.some(({ from, end }) => from <= seq && (end === undefined || seq < end))
