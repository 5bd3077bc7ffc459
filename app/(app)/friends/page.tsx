import { friendsQuery, requestsQuery } from '@/components/friends/friend-queries'
import { FriendsScreen } from '@/components/friends/friends-screen'
import { PageContent } from '@/components/sync/page-content'
import { firstPage, type PagedQuery } from '@/components/sync/paged-query'
import { queries } from '@/lib/events/apply-event'
import { listFriendsInput } from '@/lib/friends/schema'
import { friendsOf } from '@/lib/friends/service-list'
import { suggestionsFor } from '@/lib/friends/service-suggestions'
import { type PageProps, requireViewer } from '@/lib/http/page-viewer'
import type { Viewer } from '@/lib/session/viewer'
import { pageState } from '@/lib/sync/page-state'

export default async function FriendsPage({ searchParams }: PageProps) {
  const viewer = await requireViewer('/friends', searchParams)
  const state = await pageState(viewer, () =>
    Promise.all([
      listOf(viewer, friendsQuery(), 'accepted'),
      listOf(viewer, requestsQuery('incoming'), 'pending'),
      listOf(viewer, requestsQuery('outgoing'), 'pending'),
      suggestionsFor(viewer).then((data) => ({ key: queries.suggestions.key(), data })),
    ]),
  )
  return (
    <PageContent state={state}>
      <FriendsScreen />
    </PageContent>
  )
}

const listOf = async (viewer: Viewer, query: PagedQuery, status: 'accepted' | 'pending') =>
  firstPage(query, await friendsOf(viewer, { ...listFriendsInput.parse(query.query), status }))
