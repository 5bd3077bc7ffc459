'use client'

import { ProfileFrame } from '@/components/friends/profile-frame'
import { FailedState } from '@/components/screen/failed-state'
import { DEFAULT_LOCALE, stringsFor } from '@/components/strings/strings'

/** Keeps the sections within reach, which the page for everything that breaks does not. */
export default function ProfileFailed({ reset }: { error: Error; reset(): void }) {
  const strings = stringsFor(DEFAULT_LOCALE)
  return (
    <ProfileFrame title={strings.person.profile}>
      <FailedState onRetry={reset} />
    </ProfileFrame>
  )
}
