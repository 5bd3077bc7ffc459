import type { ReactNode } from 'react'
import { Avatar } from '@/components/ui/avatar'
import type { Person } from '@/lib/accounts/schema'
import type { Presence } from '@/lib/presence/reducers'
import { GreetingText } from './greeting-text'
import { PresenceText } from './presence-text'
import { ProfileLink } from './profile-link'

interface Props {
  person: Person
  /** Only for friends. */
  presence?: Presence | undefined
  /** Shown before the username, on its line. */
  detail?: string | undefined
  /** Shown instead of presence and username, in full. */
  status?: string | undefined
  /** The greeting, if any. */
  greeting?: string | null | undefined
  /** Actions at the end of the row. */
  children?: ReactNode
  problem?: string | undefined
}

/**
 * A user in a list. All of the row leads to the profile, except its actions, which lie above the link. A name stays on one
 * line on a phone, and has two on a wide screen.
 */
export function PersonRow({ person, presence, detail, status, greeting, children, problem }: Props) {
  return (
    <li className="relative flex min-w-0 items-start gap-3 px-4 py-2">
      <Avatar person={person} online={presence?.online ?? false} />
      <div className="flex min-w-0 grow flex-col gap-2">
        <div className="flex min-h-control min-w-0 items-center gap-1 pointer-coarse:min-h-target">
          <div className="min-w-0 grow pe-2">
            <ProfileLink
              person={person}
              title={person.displayName}
              className="wrap-anywhere block truncate font-medium md:line-clamp-2 md:whitespace-normal after:absolute after:inset-x-1 after:inset-y-0 after:rounded-control after:transition-colors hover:after:bg-hover active:after:bg-pressed"
            >
              <bdi>{person.displayName}</bdi>
            </ProfileLink>
            {status ? (
              <p className="wrap-anywhere text-muted text-small">{status}</p>
            ) : (
              <p className="truncate text-muted text-small">
                {detail && `${detail} · `}
                <PresenceText presence={presence} username={person.username} />
              </p>
            )}
          </div>
          {children && <div className="relative flex shrink-0 items-center gap-1">{children}</div>}
        </div>
        {greeting && (
          <div className="relative self-start">
            <GreetingText text={greeting} />
          </div>
        )}
        {problem && (
          <p role="alert" className="text-danger text-small">
            {problem}
          </p>
        )}
      </div>
    </li>
  )
}
