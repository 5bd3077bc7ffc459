import { NotificationsScreen } from '@/components/notifications/notifications-screen'
import { type Asked, viewerOrSignIn } from '@/lib/boundary/page'

export default async function NotificationsPage({ searchParams }: Asked) {
  await viewerOrSignIn('/notifications', searchParams)
  return <NotificationsScreen />
}
