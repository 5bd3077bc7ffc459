import type { Metadata } from 'next'
import { HomeLink } from '@/components/invitations/home-link'
import { InvitationCard } from '@/components/invitations/invitation-card'
import { ErrorPage } from '@/components/screen/error-page'
import { words } from '@/components/strings/en'
import { messageForCode } from '@/components/strings/error-message'
import { callerAddress, findViewer, orProblem } from '@/lib/http/page-viewer'
import { parseToken } from '@/lib/invitations/rules'
import { showInvitation } from '@/lib/invitations/service'

export const metadata: Metadata = {
  title: words.general.title(words.invitations.pageTitle, 0),
  robots: { index: false },
}

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const token = parseToken((await params).token)
  const viewer = await findViewer()
  const { found, refusal } = await orProblem(showInvitation(viewer, token, await callerAddress()))
  if (found) return <InvitationCard shown={found} token={token} viewerId={viewer?.id} />
  return (
    <ErrorPage title={words.invitations.refused} action={<HomeLink />}>
      {messageForCode(refusal)}
    </ErrorPage>
  )
}
