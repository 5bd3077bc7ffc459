import { HomeLink } from '@/components/invitations/home-link'
import { ErrorPage } from '@/components/screen/error-page'
import { DEFAULT_LOCALE, stringsFor } from '@/components/strings/strings'

export default function ResetLinkNotValid() {
  const text = stringsFor(DEFAULT_LOCALE).account.reset
  return (
    <ErrorPage title={text.notValid} action={<HomeLink />}>
      {text.notValidWhy}
    </ErrorPage>
  )
}
