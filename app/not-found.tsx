import { ErrorPage } from '@/components/screen/error-page'
import { lostWords } from '@/components/strings/en/error-pages'
import { buttonVariant } from '@/components/ui/button-variants'

export default function NotFound() {
  const home = (
    <a href="/messages" className={buttonVariant('quiet')}>
      {lostWords.home}
    </a>
  )
  return (
    <ErrorPage title={lostWords.missingTitle} action={home}>
      {lostWords.missing}
    </ErrorPage>
  )
}
