'use client'

import type { BlockedProfile, Profile } from '@/lib/people/schema'
import { BlockedPerson } from './blocked-person'
import { MissingPerson } from './missing-person'
import { useProfile } from './use-profile'
import { VisiblePersonScreen } from './visible-person'

/** A profile page; `profile` was rendered by the server and is updated by events. */
export function ProfileScreen({ profile: came }: { profile: Profile | BlockedProfile }) {
  const profile = useProfile(came)
  if (!profile) return <MissingPerson />
  return profile.relation === 'blocked' ? (
    <BlockedPerson profile={profile} />
  ) : (
    <VisiblePersonScreen profile={profile} />
  )
}
