'use client'

import Link from 'next/link'
import { AnswerButtons } from '@/components/friend-actions/answer-buttons'
import { ProfileLink } from '@/components/people/profile-link'
import { useStrings } from '@/components/strings/use-strings'
import { Avatar } from '@/components/ui/avatar'
import { Time } from '@/components/ui/time'
import { useAction } from '@/components/ui/use-action'
import { REQUEST_KINDS } from '@/lib/notifications/rules'
import type { Notification } from '@/lib/notifications/schema'
import { notificationPath, notificationText } from './kinds'

/** A character that no name contains. */
const SLOT = '\u0000'

/** A notification; a request can be answered in it. */
export function NotificationRow({ notification, isNew }: { notification: Notification; isNew: boolean }) {
  const { kind, person, createdAt } = notification
  const action = useAction()
  const isRequest = REQUEST_KINDS.includes(kind)
  const [before, after] = notificationText(notification, SLOT, useStrings()).split(SLOT)
  return (
    <li className="flex min-w-0 items-start gap-3 px-4 py-3">
      <Avatar person={person} size="large" />
      <div className="flex min-w-0 grow flex-col gap-2">
        <div className="flex min-w-0 flex-col gap-0.5">
          <p className={`wrap-anywhere ${isNew ? 'font-semibold' : ''}`}>
            {before}
            <NameLink notification={notification} isRow={!isRequest} weight={isNew ? '' : 'font-medium'} />
            {after}
          </p>
          <Time at={createdAt} className="self-start text-caption text-muted" />
        </div>
        {isRequest && (
          <div className="flex gap-2 max-md:*:grow">
            <AnswerButtons person={person} action={action} />
          </div>
        )}
        {action.problem && (
          <p role="alert" className="text-danger text-small">
            {action.problem}
          </p>
        )}
      </div>
      {isNew && <NewMark />}
    </li>
  )
}

/**
 * The link on the name: to the person of a request, otherwise to what the notification opens. It is a stop for arrow
 * keys only in rows without buttons.
 */
function NameLink({ notification, isRow, weight }: { notification: Notification; isRow: boolean; weight: string }) {
  const { person } = notification
  const name = <bdi>{person.displayName}</bdi>
  const className = `hover:underline ${weight}`
  if (isRow)
    return (
      <Link data-row href={notificationPath(notification)} prefetch={false} className={className}>
        {name}
      </Link>
    )
  return (
    <ProfileLink person={person} className={className}>
      {name}
    </ProfileLink>
  )
}

function NewMark() {
  const strings = useStrings()
  return (
    <span className="mt-2 size-2.5 shrink-0 rounded-full bg-accent outline outline-transparent">
      <span className="sr-only">{strings.notifications.isNew}</span>
    </span>
  )
}
