'use client'

import { PresenceText } from '@/components/people/presence-text'
import { useStrings } from '@/components/strings/use-strings'
import { useTimeFormat } from '@/components/strings/use-time-format'
import { usePresence } from '@/components/sync/use-presence'
import { TimeText } from '@/components/ui/time-text'
import type { Profile } from '@/lib/people/schema'

/** The relation to the user and its date, and a friend's presence. */
export function RelationLine({ profile }: { profile: Profile }) {
  const strings = useStrings()
  switch (profile.relation) {
    case 'none':
      return null
    case 'incoming':
      return <p className="text-muted text-small">{strings.person.askedYou}</p>
    case 'outgoing':
      return <p className="text-muted text-small">{strings.person.youAsked}</p>
    case 'friends':
      return <Friendship profile={profile} />
  }
}

function Friendship({ profile }: { profile: Profile }) {
  const presence = usePresence(profile.id, profile)
  return (
    <>
      <p className="text-muted text-small">
        <PresenceText presence={presence} />
      </p>
      {profile.since && <Since at={profile.since} />}
    </>
  )
}

function Since({ at }: { at: string }) {
  const strings = useStrings()
  const { exactTime, formatDate } = useTimeFormat()
  const moment = new Date(at)
  return (
    <p className="text-muted text-small">
      {strings.person.friendsSince}{' '}
      <TimeText at={at} title={exactTime(moment)}>
        {formatDate(moment)}
      </TimeText>
    </p>
  )
}
