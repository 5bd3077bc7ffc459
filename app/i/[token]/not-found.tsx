import { HomeLink } from '@/components/invitations/home-link'
import { ErrorPage } from '@/components/screen/error-page'
import { words } from '@/components/strings/en'

export default function InvitationNotValid() {
  return (
    <ErrorPage title={words.invitations.notValid} action={<HomeLink />}>
      {words.invitations.notValidWhy}
    </ErrorPage>
  )
}
