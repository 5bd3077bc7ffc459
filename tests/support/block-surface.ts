import 'server-only'
import type { Viewer } from '@/lib/session/viewer'
import type { Call } from './call-endpoint'
import type { RelationCase, RelationPair } from './relation-cases'

/** Tools for the tests of surfaces. */
export interface SurfaceTools {
  call: Call
  published: readonly { userId: string; type: string; seq?: number; data: unknown }[]
  /** Brings these users online, one after the other. */
  goOnline(...people: Viewer[]): Promise<void>
}

export interface BlockSurfaceCase {
  /** Uses the surface and returns the viewer's result in a word; `viewer` is undefined when signed out. */
  attempt(tools: SurfaceTools, pair: RelationPair, viewer: Viewer | undefined): Promise<string>
  /** Expected results, except for the blocked and the blocker, whose results are in the table of surfaces. */
  expected: Record<Exclude<RelationCase, 'blocked' | 'blocker'> | 'anonymous', string>
}

export const signedOut = { anonymous: '401 unauthenticated' }

/** Returns the expected results of a surface in a conversation: `word` if it is open, `closed` if it is closed. */
export const inConversation = (word: string, closed: string): BlockSurfaceCase['expected'] => ({
  ...signedOut,
  stranger: '404 not_found',
  pending: '404 not_found',
  friend: word,
  'ex-friend': closed,
  mutual: closed,
})
