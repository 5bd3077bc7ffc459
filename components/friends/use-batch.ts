'use client'

import { failureToast, undoableActions } from '@/components/friend-actions/undoable-actions'
import { useStrings } from '@/components/strings/use-strings'
import { post } from '@/components/sync/api'
import { useSyncServices } from '@/components/sync/sync-context'
import { toast } from '@/components/ui/toasts'
import type { Person } from '@/lib/accounts/schema'
import { MAX_BATCH_SIZE } from '@/lib/friends/rules'
import type { BatchResult } from '@/lib/friends/schema'
import { chunksOf } from './chunks'

/** A request that could not be answered. */
export interface Failure {
  person: Person
  code: string
}

/** Returns actions that answer many requests. */
export function useBatch() {
  const strings = useStrings()
  const { sync } = useSyncServices()

  /** Sends all calls before waiting for a response. Resolves with the failed requests. */
  const ask = async (verb: 'batch-accept' | 'batch-decline', people: readonly Person[]): Promise<Failure[]> => {
    const calls = chunksOf(people, MAX_BATCH_SIZE).map((chunk) =>
      post<{ results: BatchResult[] }>(
        `/api/friends/${verb}`,
        { userIds: chunk.map(({ id }) => id) },
        { keepalive: true },
      ),
    )
    try {
      const results = (await Promise.all(calls)).flatMap((answer) => answer.results)
      return people.flatMap((person) => {
        const result = results.find(({ userId }) => userId === person.id)
        return result?.ok ? [] : [{ person, code: result?.code ?? 'unknown' }]
      })
    } finally {
      await sync() // Some calls may succeed although others fail.
    }
  }

  return {
    /** Accepts at once. Resolves with the failed requests; throws Problem when all failed. */
    async accept(people: readonly Person[]): Promise<Failure[]> {
      const failures = await ask('batch-accept', people)
      const accepted = people.length - failures.length
      if (accepted > 0) toast({ text: strings.many.accepted(accepted) })
      return failures
    },
    /** Declines all, with one undo. */
    decline: (people: readonly Person[]) =>
      undoableActions.defer({
        action: 'decline',
        ids: people.map(({ id }) => id),
        text: strings.many.declined(people.length),
        onFailure: failureToast(strings.many.notDeclined(people.length)),
        act: async () => {
          const failures = await ask('batch-decline', people)
          const open = failures.filter(({ code }) => code !== 'no_such_request') // An already removed request counts as declined.
          if (open.length > 0) toast({ text: strings.many.notDeclined(open.length) })
        },
      }),
  }
}
