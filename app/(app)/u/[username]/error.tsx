'use client'

import { ProfileFrame } from '@/components/friends/profile-frame'
import { FailedState } from '@/components/screen/failed-state'
import { words } from '@/components/strings/en'

/** Keeps the sections within reach, which the page for everything that breaks does not. */
export default function ProfileFailed({ reset }: { error: Error; reset(): void }) {
  return (
    <ProfileFrame title={words.person.profile}>
      <FailedState onRetry={reset} />
    </ProfileFrame>
  )
}
