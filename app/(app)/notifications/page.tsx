import { NotificationsScreen } from '@/components/notifications/notifications-screen'
import { type PageProps, requireViewer } from '@/lib/http/page-viewer'

export default async function NotificationsPage({ searchParams }: PageProps) {
  await requireViewer('/notifications', searchParams)
  return <NotificationsScreen />
}
