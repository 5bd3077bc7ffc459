'use client'

import type { BlockedProfile, Profile } from '@/lib/friends/schema'
import { BlockedPerson } from './blocked-person'
import { MissingPerson } from './missing-person'
import { SeenPerson } from './seen-person'
import { useProfile } from './use-profile'

/** The page about a person; `profile` is what came with it, and is kept true from then on. */
export function ProfileScreen({ profile: came }: { profile: Profile | BlockedProfile }) {
  const profile = useProfile(came)
  if (!profile) return <MissingPerson />
  return profile.relation === 'blocked' ? <BlockedPerson profile={profile} /> : <SeenPerson profile={profile} />
}
