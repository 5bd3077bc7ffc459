'use client'

import { useStrings } from '@/components/strings/use-strings'
import { Time } from '@/components/ui/time'
import type { Presence } from '@/lib/presence/reducers'

interface Props {
  /** Only for friends. */
  presence: Presence | undefined
  /** Shown after the presence, or alone without one. */
  username?: string
}

/** Whether a friend is online, or when they were last seen. */
export function PresenceText({ presence, username }: Props) {
  const strings = useStrings()
  if (!presence?.online && !presence?.lastSeenAt) return username && `@${username}`
  return (
    <>
      {presence.online ? (
        <span className="text-positive">{strings.person.online}</span>
      ) : (
        <LastSeen at={presence.lastSeenAt} />
      )}
      {username && ` · @${username}`}
    </>
  )
}

const LastSeen = ({ at }: { at: string | null }) => {
  const strings = useStrings()
  return (
    at && (
      <>
        {strings.person.lastSeen} <Time at={at} ago />
      </>
    )
  )
}
