'use client'

import { PersonMenu } from '@/components/friend-actions/person-menu'
import { usePendingActionOn } from '@/components/friend-actions/use-undoable-action'
import { useMe } from '@/components/sync/use-me'
import { usePresence } from '@/components/sync/use-presence'
import { Avatar } from '@/components/ui/avatar'
import type { Profile } from '@/lib/people/schema'
import { Bio } from './bio'
import { MutualFriends } from './mutual-friends'
import { ProfileActions } from './profile-actions'
import { ProfileFrame } from './profile-frame'
import { RelationLine } from './relation-line'

/** Profile page of a user whom the viewer may see. */
export function VisiblePersonScreen({ profile }: { profile: Profile }) {
  const { user } = useMe()
  const { online } = usePresence(profile.id, profile)
  const { displayName, username, bio } = profile
  const relation = usePendingActionOn(profile.id) ? 'none' : profile.relation // As it will be.
  const isMe = user.id === profile.id
  return (
    <ProfileFrame title={displayName} menu={!isMe && <PersonMenu person={profile} relation={relation} />}>
      <div className="mx-auto flex w-full max-w-thread flex-col gap-5 pb-8">
        <div className="flex items-center gap-4 px-4">
          <Avatar person={profile} size="huge" online={online} />
          <div className="min-w-0">
            <h1 className="wrap-anywhere font-semibold text-title tracking-tight">
              <bdi>{displayName}</bdi>
            </h1>
            <p className="truncate text-muted">@{username}</p>
            <RelationLine profile={{ ...profile, relation }} />
          </div>
        </div>
        {bio !== '' && <Bio text={bio} />}
        <ProfileActions profile={profile} isMe={isMe} />
        {!isMe && profile.mutual > 0 && <MutualFriends person={profile} count={profile.mutual} />}
      </div>
    </ProfileFrame>
  )
}
