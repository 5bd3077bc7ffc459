'use client'

import { ErrorPage } from '@/components/screen/error-page'
import { useStrings } from '@/components/strings/use-strings'
import { buttonVariant } from '@/components/ui/button-variants'

export default function Broken({ retry }: { retry: () => void }) {
  const { errorPages: text } = useStrings()
  const again = (
    <button type="button" onClick={retry} className={buttonVariant('primary')}>
      {text.retry}
    </button>
  )
  return (
    <ErrorPage title={text.brokenTitle} action={again}>
      {text.broken}
    </ErrorPage>
  )
}
