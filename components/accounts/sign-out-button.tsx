'use client'

import { undoable } from '@/components/friends/undoable'
import { forgetDrafts } from '@/components/messages/drafts'
import { hideNow } from '@/components/messages/hide-later'
import { signOutLater, wipeDevice } from '@/components/offline/device'
import { tellSignOut } from '@/components/offline/own-sign-out'
import { endingSession } from '@/components/providers/api'
import { Problem } from '@/components/providers/problem'
import { loadAfresh } from '@/components/providers/viewer'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/notice'
import { useAction } from '@/components/ui/use-action'
import { words } from '@/components/words'
import { VIEWER_CHANGED } from '@/lib/auth/rules'
import { signOut } from './session'

/**
 * Out of reach the server learns of it later; this device forgets at once. False when the session is somebody else's:
 * then there is nothing to end, and the device is theirs.
 */
async function endSession(userId: string): Promise<boolean> {
  try {
    await endingSession(() => signOut(userId))
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (error.code === VIEWER_CHANGED) return false
    if (error.status !== 0) throw error
    await signOutLater(userId)
  }
  return true
}

export function SignOutButton({ userId }: { userId: string }) {
  const { pending, problem, run } = useAction()
  const leave = async () => {
    await Promise.all([undoable.flush(), hideNow()]) // While there still is a session that may do it.
    tellSignOut(userId)
    if (!(await endSession(userId))) return loadAfresh()
    forgetDrafts(userId)
    await wipeDevice(userId)
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
