import { usePresence } from '@/components/providers/use-presence'
import { Time } from '@/components/ui/time'
import { words } from '@/components/words'
import type { Profile } from '@/lib/friends/schema'
import { PresenceText } from './presence-text'

/** How the two stand, and since when; below it whether a friend is there. */
export function StandingLine({ profile }: { profile: Profile }) {
  switch (profile.relation) {
    case 'none':
      return null
    case 'incoming':
      return <p className="text-muted text-small">{words.person.askedYou}</p>
    case 'outgoing':
      return <p className="text-muted text-small">{words.person.youAsked}</p>
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
      {profile.since && (
        <p className="text-muted text-small">
          {words.person.friendsSince} <Time at={profile.since} />
        </p>
      )}
    </>
  )
}
