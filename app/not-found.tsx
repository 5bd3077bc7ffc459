import { ErrorPage } from '@/components/screen/error-page'
import { errorPages } from '@/components/strings/en/error-pages'
import { buttonVariant } from '@/components/ui/button-variants'

export default function NotFound() {
  const home = (
    <a href="/messages" className={buttonVariant('quiet')}>
      {errorPages.home}
    </a>
  )
  return (
    <ErrorPage title={errorPages.missingTitle} action={home}>
      {errorPages.missing}
    </ErrorPage>
  )
}
