import { InviteScreen } from '@/components/invitations/invite-screen'
import { type Asked, viewerOrSignIn } from '@/lib/boundary/page'

export default async function InvitePage({ searchParams }: Asked) {
  await viewerOrSignIn('/friends/invite', searchParams)
  return <InviteScreen />
}
