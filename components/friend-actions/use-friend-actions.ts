'use client'

import { useStrings } from '@/components/strings/use-strings'
import { post, remove } from '@/components/sync/api'
import { Problem } from '@/components/sync/problem'
import { useSyncServices } from '@/components/sync/sync-context'
import type { Person } from '@/lib/accounts/schema'
import type { RequestOutcome } from '@/lib/friends/schema'
import { failureToast, type UndoableAction, undoableActions } from './undoable-actions'

const LEAVING = { keepalive: true }

/** Returns the actions for a user. */
export function useFriendActions() {
  const strings = useStrings()
  const { sync } = useSyncServices()

  /**
   * Performs an action now. Resolves when the result is shown, and throws Problem. Pending actions on the user are
   * performed first.
   */
  const now = async <Answer>(verb: string, personId: string) => {
    await undoableActions.settle(personId)
    const answer = await post<Answer>(`/api/friends/${verb}/${personId}`)
    await sync()
    return answer
  }

  /** Shows an action at once and performs it unless it is undone. */
  const later = (action: UndoableAction, { id, displayName }: Person, call: () => Promise<unknown>) =>
    undoableActions.defer({
      action,
      ids: [id],
      text: strings.person.done[action](displayName),
      onFailure: failureToast(strings.person.notDone[action](displayName)),
      act: async () => {
        await call().catch(unlessGone)
        await sync()
      },
    })

  return {
    request: (personId: string) => now<RequestOutcome>('request', personId),
    /** Sends the greeting of a request; idempotent by `clientId`. */
    async greet(userId: string, clientId: string, body: string) {
      await undoableActions.settle(userId)
      await post('/api/messages/greeting', { userId, clientId, body })
      await sync()
    },
    accept: (personId: string) => now('accept', personId),
    block: (personId: string) => now('block', personId),
    unblock: (personId: string) => now('unblock', personId),
    decline: (person: Person) => later('decline', person, () => post(`/api/friends/decline/${person.id}`, {}, LEAVING)),
    cancel: (person: Person) => later('cancel', person, () => post(`/api/friends/cancel/${person.id}`, {}, LEAVING)),
    unfriend: (person: Person) => later('unfriend', person, () => remove(`/api/friends/${person.id}`, LEAVING)),
  }
}

/** Ignores that the request no longer exists. */
function unlessGone(error: unknown) {
  if (!(error instanceof Problem && error.code === 'no_such_request')) throw error
}
