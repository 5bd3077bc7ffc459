import { signOut } from '@/components/accounts/session'
import { endingSession } from '@/components/providers/api'
import { isToSignOut, signedOutAtLast, wipeDevice } from './device'

/** Ends a session that its person left while the server was out of reach, should a page of it still appear. */
export async function endForgottenSession(): Promise<void> {
  if (!(await isToSignOut())) return
  try {
    await endingSession(signOut)
  } catch {
    return // Still out of reach: the next page, or the service worker, tries again.
  }
  await signedOutAtLast()
  await wipeDevice()
  location.assign('/sign-in')
}
