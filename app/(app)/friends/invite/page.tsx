import { InviteScreen } from '@/components/invitations/invite-screen'
import { viewerOrSignIn } from '@/lib/boundary/page'

export default async function InvitePage() {
  await viewerOrSignIn('/friends/invite')
  return <InviteScreen />
}
