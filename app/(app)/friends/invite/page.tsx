import { InviteScreen } from '@/components/invitations/invite-screen'
import { type PageProps, requireViewer } from '@/lib/http/page-viewer'

export default async function InvitePage({ searchParams }: PageProps) {
  await requireViewer('/friends/invite', searchParams)
  return <InviteScreen />
}
