import { expect } from '@playwright/test'
import type { Api } from '@/e2e/support/api'
import { signedInWith } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'
import { parseLogEvent, type SyncAnswer } from '@/lib/events/parse-event'

const PEOPLE = 21 // Makes 210 pairs.
const AT_ONCE = 20

test('two simultaneous requests of two users to each other create one friendship', async ({ newHttp }) => {
  const clients = await Promise.all(Array.from({ length: PEOPLE }, () => newHttp()))
  const people = await Promise.all(clients.map((http) => signedInWith(http, 'Racer')))
  const pairs = people.flatMap((a, index) => people.slice(index + 1).map((b) => [a, b] as const))
  expect(pairs.length).toBeGreaterThanOrEqual(200)

  const outcomes: string[] = []
  for (let from = 0; from < pairs.length; from += AT_ONCE) {
    const batch = pairs.slice(from, from + AT_ONCE)
    const answers = batch.map(async ([a, b]) => {
      const both = await Promise.all([a.api.request(b.user.id), b.api.request(a.user.id)])
      return both
        .map((answer) => answer.status())
        .sort()
        .join(' and ')
    })
    outcomes.push(...(await Promise.all(answers)))
  }
  expect(countOf(outcomes)).toEqual({ '200 and 201': pairs.length })

  for (const { api, user } of people) {
    const others = people
      .map((person) => person.user.id)
      .filter((id) => id !== user.id)
      .sort()
    expect((await api.friends()).items.map(({ id }) => id).sort()).toEqual(others)
    expect((await acceptedIn(api)).sort()).toEqual(others)
  }
})

function countOf(values: readonly string[]) {
  const counts: Record<string, number> = {}
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1
  return counts
}

/** Returns the user id of each `friend_accepted` in the whole log. */
async function acceptedIn(api: Api): Promise<string[]> {
  const accepted: string[] = []
  let since = 0
  for (let more = true; more; ) {
    const answer: SyncAnswer = await (await api.http.get(`/api/sync?since=${since}`)).json()
    if ('reset' in answer) throw new Error('The log was reset.')
    for (const event of answer.events.map(parseLogEvent))
      if (event?.type === 'friend_accepted') accepted.push(event.data.fromUser.id)
    ;({ cursor: since, more } = answer)
  }
  return accepted
}
