import type { ReactNode } from 'react'
import { Avatar } from '@/components/ui/avatar'
import type { Person } from '@/lib/accounts/schema'

interface Props {
  person: Person
  /** What can be done, at the end of the line. */
  children?: ReactNode
  /** A choice that deserves a line of its own. */
  choice?: ReactNode
  problem?: string | undefined
}

/** A person in a list. Names of any length and direction keep to their line. */
export function PersonRow({ person, children, choice, problem }: Props) {
  return (
    <li className="flex min-w-0 items-start gap-3 px-4 py-2">
      <Avatar person={person} />
      <div className="flex min-w-0 grow flex-col gap-2">
        <div className="flex min-w-0 items-center gap-3">
          <div className="min-w-0 grow">
            <p className="truncate font-medium" title={person.displayName}>
              <bdi>{person.displayName}</bdi>
            </p>
            <p className="truncate text-muted text-small">@{person.username}</p>
          </div>
          {children}
        </div>
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
