import { NotificationsScreen } from '@/components/notifications/notifications-screen'
import { viewerOrSignIn } from '@/lib/boundary/page'

export default async function NotificationsPage() {
  await viewerOrSignIn('/notifications')
  return <NotificationsScreen />
}
