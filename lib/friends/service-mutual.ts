import 'server-only'
import { database } from '@/db/client'
import { countMutualFriends } from '@/db/queries/people'
import type { Viewer } from '@/lib/session/viewer'

/** Returns a function that gives the number of mutual friends of the viewer and one of these users. */
export async function mutualCounts(viewer: Viewer, personIds: readonly string[]): Promise<(id: string) => number> {
  const rows = personIds.length > 0 ? await countMutualFriends(database(), viewer.id, personIds) : []
  const counts = new Map(rows.map(({ id, mutual }) => [id, mutual]))
  return (id) => counts.get(id) ?? 0
}
