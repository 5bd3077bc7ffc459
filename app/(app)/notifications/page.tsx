import { NotificationsScreen } from '@/components/shell/notifications-screen'
import { viewerOrSignIn } from '@/lib/boundary/page'

export default async function NotificationsPage() {
  await viewerOrSignIn('/notifications')
  return <NotificationsScreen />
}
