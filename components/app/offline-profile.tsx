'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ProfileScreen } from '@/components/profile/profile-screen'
import { NeedsConnectionScreen } from '@/components/screen/needs-connection'
import { useStrings } from '@/components/strings/use-strings'
import { queries } from '@/lib/events/apply-event'
import type { BlockedProfile, Profile } from '@/lib/people/schema'

/** The profile with that username, if this device has stored it. */
export function OfflineProfile({ username }: { username: string }) {
  const strings = useStrings()
  const queryClient = useQueryClient()
  const [profiles] = useState(() =>
    queryClient.getQueriesData<Profile | BlockedProfile>({ queryKey: [queries.profile.key('')[0]] }),
  )
  const stored = profiles.map(([, profile]) => profile).find((profile) => profile?.username === username)
  return stored ? <ProfileScreen profile={stored} /> : <NeedsConnectionScreen title={strings.person.profile} />
}
