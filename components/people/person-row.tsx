import Link from 'next/link'
import type { ReactNode } from 'react'
import { Avatar } from '@/components/ui/avatar'
import type { Person } from '@/lib/accounts/schema'
import type { Presence } from '@/lib/presence/reducers'
import { GreetingText } from './greeting-text'
import { profilePath } from './paths'
import { PresenceText } from './presence-text'

interface Props {
  person: Person
  /** Only for friends. */
  presence?: Presence | undefined
  /** Additional line below the name. */
  detail?: string | undefined
  /** The greeting, if any. */
  greeting?: string | null | undefined
  /** Actions at the end of the row. */
  children?: ReactNode
  /** Actions that need their own line. */
  choice?: ReactNode
  problem?: string | undefined
}

/** A user in a list with a link to the profile. Names of any length and direction stay on one line. */
export function PersonRow({ person, presence, detail, greeting, children, choice, problem }: Props) {
  return (
    <li className="flex min-w-0 items-start gap-3 px-4 py-2">
      <Avatar person={person} online={presence?.online ?? false} />
      <div className="flex min-w-0 grow flex-col gap-2">
        <div className="flex min-w-0 items-center gap-1">
          <div className="min-w-0 grow pe-2">
            {/* Not prefetched: that would request a page for each visible row. */}
            <Link
              href={profilePath(person.username)}
              prefetch={false}
              title={person.displayName}
              className="block truncate font-medium hover:underline"
            >
              <bdi>{person.displayName}</bdi>
            </Link>
            <p className="truncate text-muted text-small">
              <PresenceText presence={presence} username={person.username} />
            </p>
            {detail && <p className="truncate text-muted text-small">{detail}</p>}
          </div>
          {children}
        </div>
        {greeting && <GreetingText text={greeting} />}
        {choice && <div className="flex gap-2 *:grow">{choice}</div>}
        {problem && (
          <p role="alert" className="text-danger text-small">
            {problem}
          </p>
        )}
      </div>
    </li>
  )
}
