import type { Metadata } from 'next'
import { HomeLink } from '@/components/invitations/home-link'
import { InvitationCard } from '@/components/invitations/invitation-card'
import { sentenceFor } from '@/components/problem-words'
import { LostScreen } from '@/components/shell/lost-screen'
import { words } from '@/components/words'
import { callerAddress, orRefusal, viewerIfAny } from '@/lib/boundary/page'
import { tokenOrNone } from '@/lib/invitations/rules'
import { showInvitation } from '@/lib/invitations/service'

export const metadata: Metadata = {
  title: words.general.title(words.invitations.pageTitle, 0),
  robots: { index: false },
}

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const token = tokenOrNone((await params).token)
  const viewer = await viewerIfAny()
  const { found, refusal } = await orRefusal(showInvitation(viewer, token, await callerAddress()))
  if (found) return <InvitationCard shown={found} token={token} viewerId={viewer?.id} />
  return (
    <LostScreen title={words.invitations.refused} action={<HomeLink />}>
      {sentenceFor(refusal)}
    </LostScreen>
  )
}
