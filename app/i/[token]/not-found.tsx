import { HomeLink } from '@/components/invitations/home-link'
import { ErrorPage } from '@/components/screen/error-page'
import { DEFAULT_LOCALE, stringsFor } from '@/components/strings/strings'

export default function InvitationNotValid() {
  const strings = stringsFor(DEFAULT_LOCALE)
  return (
    <ErrorPage title={strings.invitations.notValid} action={<HomeLink />}>
      {strings.invitations.notValidWhy}
    </ErrorPage>
  )
}
