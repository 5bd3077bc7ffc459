'use client'

import { ProfileFrame } from '@/components/profile/profile-frame'
import { FailedState } from '@/components/screen/failed-state'
import { DEFAULT_LOCALE, stringsFor } from '@/components/strings/strings'

/** Error page of a profile that keeps the navigation. */
export default function ProfileFailed({ reset }: { error: Error; reset(): void }) {
  const strings = stringsFor(DEFAULT_LOCALE)
  return (
    <ProfileFrame title={strings.person.profile}>
      <FailedState onRetry={reset} />
    </ProfileFrame>
  )
}
