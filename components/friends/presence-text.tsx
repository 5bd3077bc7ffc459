'use client'

import { useStrings } from '@/components/strings/use-strings'
import { Time } from '@/components/ui/time'
import type { Presence } from '@/lib/presence/reducers'

interface Props {
  /** Of a friend. */
  presence: Presence | undefined
  /** Stands behind it, or alone where there is nothing to say. */
  username?: string
}

/** Whether a friend is there, or since when not. */
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
