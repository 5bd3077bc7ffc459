import type { Metadata } from 'next'
import { SignedInInvitation } from '@/components/app/signed-in-invitation'
import { HomeLink } from '@/components/invitations/home-link'
import { InvitationLanding } from '@/components/invitations/invitation-landing'
import { ErrorPage } from '@/components/screen/error-page'
import { messageForCode } from '@/components/strings/error-message'
import { DEFAULT_LOCALE, stringsFor } from '@/components/strings/strings'
import { me } from '@/lib/accounts/service-me'
import type { Relation } from '@/lib/friends/rules'
import { callerAddress, findViewer, orProblem } from '@/lib/http/page-viewer'
import { parseToken } from '@/lib/invitations/rules'
import type { InvitationPreview } from '@/lib/invitations/schema'
import { showInvitation } from '@/lib/invitations/service'

export const metadata: Metadata = {
  title: stringsFor(DEFAULT_LOCALE).general.title(stringsFor(DEFAULT_LOCALE).invitations.pageTitle, 0),
  robots: { index: false },
}

const isOther = (relation: InvitationPreview['relation']): relation is Relation =>
  relation !== null && relation !== 'self'

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const strings = stringsFor(DEFAULT_LOCALE)
  const token = parseToken((await params).token)
  const viewer = await findViewer()
  const { found, refusal } = await orProblem(showInvitation(viewer, token, await callerAddress()))
  if (found && viewer && isOther(found.relation))
    return (
      <InvitationLanding
        shown={found}
        token={token}
        accept={
          <SignedInInvitation
            me={await me(viewer)}
            token={token}
            owner={found.owner}
            relation={found.relation}
            asksFirst={found.asksFirst}
          />
        }
      />
    )
  if (found) return <InvitationLanding shown={found} token={token} accept={undefined} />
  return (
    <ErrorPage title={strings.invitations.refused} action={<HomeLink />}>
      {messageForCode(refusal)}
    </ErrorPage>
  )
}
