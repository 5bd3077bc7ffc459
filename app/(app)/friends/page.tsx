import { FriendsScreen } from '@/components/friends/friends-screen'
import { type Asked, viewerOrSignIn } from '@/lib/boundary/page'

export default async function FriendsPage({ searchParams }: Asked) {
  await viewerOrSignIn('/friends', searchParams)
  return <FriendsScreen />
}
