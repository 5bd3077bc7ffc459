import { FriendsScreen } from '@/components/friends/friends-screen'
import { type PageProps, requireViewer } from '@/lib/http/page-viewer'

export default async function FriendsPage({ searchParams }: PageProps) {
  await requireViewer('/friends', searchParams)
  return <FriendsScreen />
}
