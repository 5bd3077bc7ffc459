'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { AddFriendButton } from '@/components/friend-actions/add-friend-button'
import { AnswerButtons } from '@/components/friend-actions/answer-buttons'
import { CancelButton } from '@/components/friend-actions/cancel-button'
import { GreetButton } from '@/components/friend-actions/greet-button'
import { MessageButton } from '@/components/friend-actions/message-button'
import { UndoButton } from '@/components/friend-actions/undo-row'
import { usePendingActionOn } from '@/components/friend-actions/use-undoable-action'
import { useStrings } from '@/components/strings/use-strings'
import { useMe } from '@/components/sync/use-me'
import { buttonVariant } from '@/components/ui/button-variants'
import { Notice } from '@/components/ui/notice'
import { useAction } from '@/components/ui/use-action'
import type { Profile } from '@/lib/people/schema'

type Action = ReturnType<typeof useAction>

/** The actions on a profile page that fit the relation. */
export function ProfileActions({ profile, isMe }: { profile: Profile; isMe: boolean }) {
  const strings = useStrings()
  const { user } = useMe()
  const action = useAction()
  const pendingAction = usePendingActionOn(profile.id)
  return (
    <div className="flex flex-col items-center gap-3">
      {pendingAction && (
        <p className="wrap-anywhere text-muted">{strings.person.done[pendingAction](profile.displayName)}</p>
      )}
      <div className="flex flex-wrap justify-center gap-2">
        {isMe ? (
          <Link prefetch={false} href="/settings/profile" className={buttonVariant('quiet')}>
            {strings.person.edit}
          </Link>
        ) : pendingAction ? (
          <UndoButton person={profile} />
        ) : (
          <>
            {actionsFor(profile, action)}
            {user.plan === 'pro' && profile.relation === 'none' && <GreetButton person={profile} />}
          </>
        )}
      </div>
      {action.problem && <Notice kind="danger">{action.problem}</Notice>}
    </div>
  )
}

function actionsFor(profile: Profile, action: Action): ReactNode {
  switch (profile.relation) {
    case 'none':
      return <AddFriendButton person={profile} action={action} />
    case 'incoming':
      return <AnswerButtons person={profile} action={action} />
    case 'outgoing':
      return <CancelButton person={profile} />
    case 'friends':
      return <MessageButton person={profile} action={action} variant="labelled" />
  }
}
