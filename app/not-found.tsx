import { ErrorPage } from '@/components/screen/error-page'
import { DEFAULT_LOCALE, stringsFor } from '@/components/strings/strings'
import { buttonVariant } from '@/components/ui/button-variants'

export default function NotFound() {
  const { errorPages: text } = stringsFor(DEFAULT_LOCALE)
  const home = (
    <a href="/messages" className={buttonVariant('quiet')}>
      {text.home}
    </a>
  )
  return (
    <ErrorPage title={text.missingTitle} action={home}>
      {text.missing}
    </ErrorPage>
  )
}
