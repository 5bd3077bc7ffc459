import { FriendsScreen } from '@/components/friends/friends-screen'
import { viewerOrSignIn } from '@/lib/boundary/page'

export default async function FriendsPage() {
  await viewerOrSignIn('/friends')
  return <FriendsScreen />
}
