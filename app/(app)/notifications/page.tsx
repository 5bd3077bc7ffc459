import { notificationsQuery } from '@/components/notifications/notifications-query'
import { NotificationsScreen } from '@/components/notifications/notifications-screen'
import { PageContent } from '@/components/sync/page-content'
import { firstPage } from '@/components/sync/paged-query'
import { type PageProps, requireViewer } from '@/lib/http/page-viewer'
import { listNotificationsInput } from '@/lib/notifications/schema'
import { notificationsOf } from '@/lib/notifications/service'
import { pageState } from '@/lib/sync/page-state'

export default async function NotificationsPage({ searchParams }: PageProps) {
  const viewer = await requireViewer('/notifications', searchParams)
  const state = await pageState(viewer, async () => [
    firstPage(
      notificationsQuery,
      await notificationsOf(viewer, listNotificationsInput.parse(notificationsQuery.query)),
    ),
  ])
  return (
    <PageContent state={state}>
      <NotificationsScreen />
    </PageContent>
  )
}
