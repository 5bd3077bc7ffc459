'use client'

import type { ReactNode } from 'react'
import { PersonDetails, useDetailsFillPane, useShownPerson } from '@/components/profile/person-details'

/**
 * The screen, and the details of a person beside it. Where they cover the screen it is hidden with `visibility`, so
 * that it keeps its scroll position and drafts.
 */
export function ScreenWithDetails({ children }: { children: ReactNode }) {
  const personId = useShownPerson()
  const fillsPane = useDetailsFillPane()
  const hidden = personId === undefined ? '' : fillsPane ? 'max-md:invisible md:grow-0' : 'max-xl:invisible'
  return (
    <>
      <div className={`flex min-h-0 min-w-0 grow max-md:flex-col ${hidden}`}>{children}</div>
      {personId !== undefined && <PersonDetails personId={personId} fillsPane={fillsPane} />}
    </>
  )
}
