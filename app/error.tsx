'use client'

import { ErrorPage } from '@/components/screen/error-page'
import { lostWords } from '@/components/strings/en/error-pages'
import { buttonVariant } from '@/components/ui/button-variants'

export default function Broken({ retry }: { retry: () => void }) {
  const again = (
    <button type="button" onClick={retry} className={buttonVariant('primary')}>
      {lostWords.retry}
    </button>
  )
  return (
    <ErrorPage title={lostWords.brokenTitle} action={again}>
      {lostWords.broken}
    </ErrorPage>
  )
}
