'use client'

import { usePendingActionOn } from '@/components/friend-actions/use-undoable-action'
import { useMe } from '@/components/sync/use-me'
import { usePresence } from '@/components/sync/use-presence'
import type { Profile } from '@/lib/people/schema'
import { Bio } from './bio'
import { MutualFriends } from './mutual-friends'
import { PersonActionRows } from './person-action-rows'
import { ProfileActions } from './profile-actions'
import { ProfileHead } from './profile-head'
import { RelationLine } from './relation-line'

/** Profile of a user whom the viewer may see. */
export function VisiblePerson({ profile }: { profile: Profile }) {
  const { user } = useMe()
  const { online } = usePresence(profile.id, profile)
  const relation = usePendingActionOn(profile.id) ? 'none' : profile.relation // As it will be.
  const isMe = user.id === profile.id
  return (
    <div className="@container mx-auto flex w-full max-w-thread flex-col gap-5 px-4 pb-8">
      <ProfileHead person={profile} username={profile.username} online={online}>
        <RelationLine profile={{ ...profile, relation }} />
      </ProfileHead>
      <ProfileActions profile={profile} isMe={isMe} />
      {profile.bio !== '' && <Bio text={profile.bio} />}
      {!isMe && profile.mutual > 0 && <MutualFriends person={profile} count={profile.mutual} />}
      {!isMe && <PersonActionRows person={profile} relation={relation} />}
    </div>
  )
}
