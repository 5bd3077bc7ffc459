import type { Metadata } from 'next'
import { HomeLink } from '@/components/invitations/home-link'
import { InvitationLanding } from '@/components/invitations/invitation-landing'
import { ErrorPage } from '@/components/screen/error-page'
import { messageForCode } from '@/components/strings/error-message'
import { DEFAULT_LOCALE, stringsFor } from '@/components/strings/strings'
import { callerAddress, findViewer, orProblem } from '@/lib/http/page-viewer'
import { parseToken } from '@/lib/invitations/rules'
import { showInvitation } from '@/lib/invitations/service'

export const metadata: Metadata = {
  title: stringsFor(DEFAULT_LOCALE).general.title(stringsFor(DEFAULT_LOCALE).invitations.pageTitle, 0),
  robots: { index: false },
}

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const strings = stringsFor(DEFAULT_LOCALE)
  const token = parseToken((await params).token)
  const viewer = await findViewer()
  const { found, refusal } = await orProblem(showInvitation(viewer, token, await callerAddress()))
  if (found) return <InvitationLanding shown={found} token={token} viewerId={viewer?.id} />
  return (
    <ErrorPage title={strings.invitations.refused} action={<HomeLink />}>
      {messageForCode(refusal)}
    </ErrorPage>
  )
}
