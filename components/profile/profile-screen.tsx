'use client'

import { useStrings } from '@/components/strings/use-strings'
import type { BlockedProfile, Profile } from '@/lib/people/schema'
import { BlockedPerson } from './blocked-person'
import { MissingPerson, MissingPersonScreen } from './missing-person'
import { ProfileFrame } from './profile-frame'
import { useProfile } from './use-profile'
import { VisiblePerson } from './visible-person'

/** A profile page; `profile` was rendered by the server and is updated by events. */
export function ProfileScreen({ profile: initial }: { profile: Profile | BlockedProfile }) {
  const strings = useStrings()
  const { profile, state } = useProfile(initial.id, initial)
  if (!profile || state === 'not_found') return <MissingPersonScreen />
  return (
    <ProfileFrame title={profile.displayName ?? strings.person.unblock.unnamed}>
      <ProfileContent profile={profile} />
    </ProfileFrame>
  )
}

/** What a profile shows, on a page of its own or beside a screen; undefined for one that may not be seen any more. */
export function ProfileContent({ profile }: { profile: Profile | BlockedProfile | undefined }) {
  if (!profile) return <MissingPerson />
  return profile.relation === 'blocked' ? <BlockedPerson profile={profile} /> : <VisiblePerson profile={profile} />
}
