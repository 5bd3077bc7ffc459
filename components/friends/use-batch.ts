'use client'

import { useStrings } from '@/components/strings/use-strings'
import { post } from '@/components/sync/api'
import { useSyncServices } from '@/components/sync/sync-context'
import { toast } from '@/components/ui/toasts'
import type { Person } from '@/lib/accounts/schema'
import { MAX_BATCH_SIZE } from '@/lib/friends/rules'
import type { BatchResult } from '@/lib/friends/schema'
import { chunksOf } from './chunks'
import { undoableActions } from './undoable-actions'

/** Somebody whose request could not be answered as asked. */
export interface Failure {
  person: Person
  code: string
}

/** Answers many requests at once. */
export function useBatch() {
  const strings = useStrings()
  const { sync } = useSyncServices()

  /** Every call goes out before any answer is waited for. Answers with whom it failed for. */
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
      await sync() // Some may be answered although others are not.
    }
  }

  return {
    /** At once. Resolves with whom it failed for; throws Problem when it failed altogether. */
    async accept(people: readonly Person[]): Promise<Failure[]> {
      const failures = await ask('batch-accept', people)
      const accepted = people.length - failures.length
      if (accepted > 0) toast({ text: strings.many.accepted(accepted) })
      return failures
    },
    /** With one way back for all of them. */
    decline: (people: readonly Person[]) =>
      undoableActions.defer({
        deed: 'decline',
        personIds: people.map(({ id }) => id),
        text: strings.many.declined(people.length),
        failed: strings.many.notDeclined(people.length),
        act: async () => {
          const failures = await ask('batch-decline', people)
          const open = failures.filter(({ code }) => code !== 'no_such_request') // Gone already is as good.
          if (open.length > 0) toast({ text: strings.many.notDeclined(open.length) })
        },
      }),
  }
}
