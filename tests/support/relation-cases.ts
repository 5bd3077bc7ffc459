import 'server-only'
import { block } from '@/lib/blocks/service'
import { openConversation } from '@/lib/conversations/service'
import { requestFriendship, unfriend } from '@/lib/friends/service'
import { newId } from '@/lib/ids'
import type { Viewer } from '@/lib/session/viewer'
import { befriend, sendText } from './conversations'
import { createUser } from './environment'

/** The possible relations of a viewer to another person, blocks included. */
export const RELATION_CASES = ['stranger', 'pending', 'friend', 'ex-friend', 'blocked', 'blocker', 'mutual'] as const
export type RelationCase = (typeof RELATION_CASES)[number]

/** A viewer, the person that the viewer's requests are about, and a friend of both. */
export interface RelationPair {
  viewer: Viewer
  person: Viewer
  common: Viewer
  /** The pair's conversation, with an unread message from each; an unknown id if they have none. */
  conversationId: string
}

/** Creates a viewer with the plan pro and a person with this relation, e.g. a viewer whom the person has blocked. */
export async function setUpRelation(relation: RelationCase): Promise<RelationPair> {
  const [viewer, person, common] = [
    await createUser('viewer', 'pro'),
    await createUser('host'),
    await createUser('common'),
  ]
  for (const user of [viewer, person]) await befriend(user, common)
  const conversationId = await createRelation(relation, viewer, person)
  return { viewer, person, common, conversationId }
}

/** Creates the relation and returns the id of the conversation. */
async function createRelation(relation: RelationCase, viewer: Viewer, person: Viewer): Promise<string> {
  switch (relation) {
    case 'stranger':
      return newId()
    case 'pending':
      await requestFriendship(viewer, person.id)
      return newId()
    default: {
      const conversationId = await createConversationOf(viewer, person)
      if (relation === 'ex-friend') await unfriend(viewer, person.id)
      if (relation === 'blocked' || relation === 'mutual') await block(person, viewer.id)
      if (relation === 'blocker' || relation === 'mutual') await block(viewer, person.id)
      return conversationId
    }
  }
}

async function createConversationOf(viewer: Viewer, person: Viewer): Promise<string> {
  await befriend(viewer, person)
  const { conversation } = await openConversation(viewer, person.id)
  await sendText(viewer, conversation.id, 'From the viewer')
  await sendText(person, conversation.id, 'From the host')
  return conversation.id
}
