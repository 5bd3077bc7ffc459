import 'server-only'
import { cache } from 'react'
import { database } from '@/db/client'
import { findCursor } from '@/db/queries/events'
import type { Viewer } from '@/lib/session/viewer'
import type { CachedQuery, PageState } from './schema'

/** Returns the cursor of the viewer's event log, once for all layouts and the page of a request. */
const pageCursor = cache((viewerId: string) => findCursor(database(), viewerId))

/** Reads state for a page: first the cursor, so that a tab can apply every event that the state may lack. */
export async function pageState<Queries extends readonly CachedQuery[]>(
  viewer: Viewer,
  read: () => Promise<Queries>,
): Promise<PageState & { queries: Queries }> {
  const cursor = await pageCursor(viewer.id)
  return { viewerId: viewer.id, cursor, queries: await read() }
}
