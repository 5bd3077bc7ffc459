import { signOut } from '@/components/accounts/session'
import { endingSession } from '@/components/providers/api'
import { Problem } from '@/components/providers/problem'
import { VIEWER_CHANGED } from '@/lib/auth/rules'
import { isToSignOut, personToSignOut, signedOutAtLast, wipeDevice } from './device'

/** Ends a session that its person left while the server was out of reach, should a page of it still appear. */
export async function endForgottenSession(): Promise<void> {
  if (!(await isToSignOut())) return
  const leaver = await personToSignOut()
  try {
    await endingSession(() => signOut(leaver))
  } catch (error) {
    if (error instanceof Problem && error.code === VIEWER_CHANGED) await signedOutAtLast() // This one is somebody else's.
    return // Else it is still out of reach: the next page, or the service worker, tries again.
  }
  await signedOutAtLast()
  await wipeDevice(leaver)
  location.assign('/sign-in')
}
