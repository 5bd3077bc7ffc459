'use client'

import { signOut } from '@/components/accounts/sign-out'
import { deleteDrafts } from '@/components/composer/draft-storage'
import { undoableActions } from '@/components/friend-actions/undoable-actions'
import { flushHides } from '@/components/message-data/hide-with-undo'
import { deferSignOut, wipeDevice } from '@/components/offline/device-owner'
import { announceSignOut } from '@/components/offline/sign-out-channel'
import { useStrings } from '@/components/strings/use-strings'
import { whileEndingSession } from '@/components/sync/api'
import { Problem } from '@/components/sync/problem'
import { reloadTab } from '@/components/sync/viewer'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/notice'
import { useAction } from '@/components/ui/use-action'
import { VIEWER_CHANGED } from '@/lib/session/rules'

/**
 * Ends the session, later when the server is unreachable; data on the device is deleted at once. False when the session
 * is another user's, who then owns the device.
 */
async function endSession(userId: string): Promise<boolean> {
  try {
    await whileEndingSession(() => signOut(userId))
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (error.code === VIEWER_CHANGED) return false
    if (error.status !== 0) throw error
    await deferSignOut(userId)
  }
  return true
}

export function SignOutButton({ userId }: { userId: string }) {
  const strings = useStrings()
  const { pending, problem, run } = useAction()
  const leave = async () => {
    await Promise.all([undoableActions.flush(), flushHides()]) // While the session still exists.
    announceSignOut(userId)
    if (!(await endSession(userId))) return reloadTab()
    deleteDrafts(userId)
    await wipeDevice(userId)
    location.assign('/sign-in')
  }
  return (
    <>
      <Button variant="danger" pending={pending} onClick={() => run(leave)}>
        <Icon name="signOut" className="size-5" />
        {strings.account.signOut}
      </Button>
      {problem && <Notice kind="danger">{problem}</Notice>}
    </>
  )
}
