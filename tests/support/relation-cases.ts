import 'server-only'
import { sql } from 'drizzle-orm'
import { database } from '@/db/client'
import { block } from '@/lib/blocks/service'
import { openConversation } from '@/lib/conversations/service'
import { requestFriendship, unfriend } from '@/lib/friends/service'
import { newId } from '@/lib/ids'
import type { Viewer } from '@/lib/session/viewer'
import { befriend, sendText } from './conversations'
import { createUser } from './environment'

/** How somebody may stand to the person they ask about. */
export const RELATION_CASES = ['stranger', 'pending', 'friend', 'ex-friend', 'blocked', 'blocker', 'mutual'] as const
export type RelationCase = (typeof RELATION_CASES)[number]

/** A viewer, the person they ask about, and a friend of both. */
export interface RelationPair {
  viewer: Viewer
  host: Viewer
  common: Viewer
  /** The pair's conversation, with a message from each and none read; one that does not exist for those without. */
  conversationId: string
}

/** The viewer, who is a PRO, stands so to the host: as one who was blocked, as the one who has blocked, and so on. */
export async function setUpRelation(standing: RelationCase): Promise<RelationPair> {
  const [viewer, host, common] = [
    await createUser('viewer', 'pro'),
    await createUser('host'),
    await createUser('common'),
  ]
  for (const person of [viewer, host]) await befriend(person, common)
  const conversationId = await comeToStand(standing, viewer, host)
  return { viewer, host, common, conversationId }
}

async function comeToStand(standing: RelationCase, viewer: Viewer, host: Viewer): Promise<string> {
  switch (standing) {
    case 'stranger':
      return newId()
    case 'pending':
      await requestFriendship(viewer, host.id)
      return newId()
    default: {
      const conversationId = await conversation(viewer, host)
      if (standing === 'ex-friend') await unfriend(viewer, host.id)
      if (standing === 'blocked' || standing === 'mutual') await block(host, viewer.id)
      if (standing === 'blocker' || standing === 'mutual') await block(viewer, host.id)
      return conversationId
    }
  }
}

async function conversation(viewer: Viewer, host: Viewer): Promise<string> {
  await befriend(viewer, host)
  const { conversation } = await openConversation(viewer, host.id)
  await sendText(viewer, conversation.id, 'From the viewer')
  await sendText(host, conversation.id, 'From the host')
  return conversation.id
}

export async function usernameOf({ id }: Viewer): Promise<string> {
  const [row] = await database().execute<{ username: string }>(sql`select username from users where id = ${id}`)
  if (!row) throw new Error('Somebody is gone.')
  return row.username
}
