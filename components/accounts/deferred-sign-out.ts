import {
  clearDeferredSignOut,
  deferredSignOutUser,
  hasDeferredSignOut,
  wipeDevice,
} from '@/components/offline/device-owner'
import { whileEndingSession } from '@/components/sync/api'
import { Problem } from '@/components/sync/problem'
import { VIEWER_CHANGED } from '@/lib/session/rules'
import { signOut } from './sign-out'

/** Ends a session on the server whose user signed out while the server was unreachable. */
export async function finishDeferredSignOut(): Promise<void> {
  if (!(await hasDeferredSignOut())) return
  const leaver = await deferredSignOutUser()
  try {
    await whileEndingSession(() => signOut(leaver))
  } catch (error) {
    if (error instanceof Problem && error.code === VIEWER_CHANGED) await clearDeferredSignOut() // This session is another user's.
    return // The server is still unreachable: the next page or the service worker tries again.
  }
  await clearDeferredSignOut()
  await wipeDevice(leaver)
  location.assign('/sign-in')
}
