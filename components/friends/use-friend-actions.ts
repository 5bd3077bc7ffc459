'use client'

import { useStrings } from '@/components/strings/use-strings'
import { post, remove } from '@/components/sync/api'
import { Problem } from '@/components/sync/problem'
import { useSyncServices } from '@/components/sync/sync-context'
import type { Person } from '@/lib/accounts/schema'
import type { RequestOutcome } from '@/lib/friends/schema'
import type { UndoableAction } from './undo-queue'
import { undoableActions } from './undoable-actions'

const LEAVING = { keepalive: true }

/** What can be done about a person. */
export function useFriendActions() {
  const strings = useStrings()
  const { sync } = useSyncServices()

  /** Resolves once it is done and shown, and throws Problem. Whatever still waited about the person is done first. */
  const now = async <Answer>(verb: string, personId: string) => {
    await undoableActions.settle(personId)
    const answer = await post<Answer>(`/api/friends/${verb}/${personId}`)
    await sync()
    return answer
  }

  /** Shown at once, done when nobody takes it back. */
  const later = (deed: UndoableAction, { id, displayName }: Person, call: () => Promise<unknown>) =>
    undoableActions.defer({
      deed,
      personIds: [id],
      text: strings.person.done[deed](displayName),
      failed: strings.person.notDone[deed](displayName),
      act: async () => {
        await call().catch(unlessGone)
        await sync()
      },
    })

  return {
    request: (personId: string) => now<RequestOutcome>('request', personId),
    /** The one message that goes with a request; the same `clientId` again is the same message. */
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

/** A request that went away by itself meanwhile is as declined or cancelled as it was meant to be. */
function unlessGone(error: unknown) {
  if (!(error instanceof Problem && error.code === 'no_such_request')) throw error
}
