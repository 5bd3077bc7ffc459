import { Time } from '@/components/ui/time'
import { words } from '@/components/words'
import type { Profile } from '@/lib/friends/schema'

/** How the two stand, and since when; below it whether a friend is there. */
export function StandingLine({ profile: { relation, since, online, lastSeenAt } }: { profile: Profile }) {
  switch (relation) {
    case 'none':
      return null
    case 'incoming':
      return <p className="text-muted text-small">{words.person.askedYou}</p>
    case 'outgoing':
      return <p className="text-muted text-small">{words.person.youAsked}</p>
    case 'friends':
      return (
        <>
          {online && <p className="text-positive text-small">{words.person.online}</p>}
          {!online && lastSeenAt && (
            <p className="text-muted text-small">
              {words.person.lastSeen} <Time at={lastSeenAt} />
            </p>
          )}
          {since && (
            <p className="text-muted text-small">
              {words.person.friendsSince} <Time at={since} />
            </p>
          )}
        </>
      )
  }
}
