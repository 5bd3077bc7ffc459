'use client'

import type { BlockedProfile, Profile } from '@/lib/people/schema'
import { BlockedPerson } from './blocked-person'
import { MissingPerson } from './missing-person'
import { useProfile } from './use-profile'
import { VisiblePersonScreen } from './visible-person'

/** The page about a person; `profile` is what came with it, and is kept true from then on. */
export function ProfileScreen({ profile: came }: { profile: Profile | BlockedProfile }) {
  const profile = useProfile(came)
  if (!profile) return <MissingPerson />
  return profile.relation === 'blocked' ? (
    <BlockedPerson profile={profile} />
  ) : (
    <VisiblePersonScreen profile={profile} />
  )
}
