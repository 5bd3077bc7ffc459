'use client'

import { ErrorPage } from '@/components/screen/error-page'
import { errorPages } from '@/components/strings/en/error-pages'
import { buttonVariant } from '@/components/ui/button-variants'

export default function Broken({ retry }: { retry: () => void }) {
  const again = (
    <button type="button" onClick={retry} className={buttonVariant('primary')}>
      {errorPages.retry}
    </button>
  )
  return (
    <ErrorPage title={errorPages.brokenTitle} action={again}>
      {errorPages.broken}
    </ErrorPage>
  )
}
