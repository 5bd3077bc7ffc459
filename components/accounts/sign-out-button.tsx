'use client'

import { undoable } from '@/components/friends/undoable'
import { forgetDrafts } from '@/components/messages/drafts'
import { endingSession } from '@/components/providers/api'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/notice'
import { useAction } from '@/components/ui/use-action'
import { words } from '@/components/words'
import { signOut } from './session'

export function SignOutButton({ userId }: { userId: string }) {
  const { pending, problem, run } = useAction()
  const leave = async () => {
    await undoable.flush() // While there still is a session that may do it.
    await endingSession(signOut)
    forgetDrafts(userId)
    location.assign('/sign-in')
  }
  return (
    <>
      <Button look="danger" pending={pending} onClick={() => run(leave)}>
        <Icon name="signOut" className="size-5" />
        {words.account.signOut}
      </Button>
      {problem && <Notice kind="danger">{problem}</Notice>}
    </>
  )
}
