import 'server-only'
import type { Viewer } from '@/lib/session/viewer'
import type { Call } from './call-endpoint'
import type { RelationCase, RelationPair } from './relation-cases'

/** What the tests of surfaces work with. */
export interface Tools {
  call: Call
  heard: readonly { userId: string; type: string; seq?: number; data: unknown }[]
  /** Makes these people online, in turn. */
  come(...people: Viewer[]): Promise<void>
}

export interface BlockSurfaceCase {
  /** Tries the surface and says in a word what the viewer got; `viewer` is undefined for somebody signed out. */
  ask(tools: Tools, meeting: RelationPair, viewer: Viewer | undefined): Promise<string>
  /** What everybody gets but the blocked and the blocker: theirs is the table's to say. */
  gets: Record<Exclude<RelationCase, 'blocked' | 'blocker'> | 'anonymous', string>
}

export const signedOut = { anonymous: '401 unauthenticated' }

/** What a surface of a conversation gives to those who have one, and to those whose is closed. */
export const inConversation = (word: string, closed: string): BlockSurfaceCase['gets'] => ({
  ...signedOut,
  stranger: '404 not_found',
  pending: '404 not_found',
  friend: word,
  'ex-friend': closed,
  mutual: closed,
})
