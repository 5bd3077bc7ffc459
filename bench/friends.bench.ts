import { beforeAll, test } from 'vitest'
import { getPeople } from '@/lib/accounts/endpoints'
import type { Endpoint } from '@/lib/boundary/endpoint'
import { getFriends } from '@/lib/friends/endpoints'
import { type Crowd, plantCrowd } from '@/lib/testing/crowd'
import { prepareKith } from '@/lib/testing/kith'
import { listenIn } from '@/lib/testing/plans'
import { reportCost } from './cost'

prepareKith({ limits: { searchPerMinute: 1e9 } })

let crowd: Crowd
let plansOf: ReturnType<typeof listenIn>['plansOf']

beforeAll(async () => {
  plansOf = listenIn().plansOf
  crowd = await plantCrowd()
})

const calls: [string, Endpoint, (crowd: Crowd) => Record<string, string>][] = [
  ['friends list, first page of 2,000', getFriends, () => ({})],
  ['friends list, middle page', getFriends, ({ middle }) => ({ cursor: middle })],
  ['friends list, by name', getFriends, () => ({ q: 'mar' })],
  ['search, 1 letter of 10,000 people', getPeople, () => ({ q: 'm' })],
  ['search, 3 letters', getPeople, () => ({ q: 'mar' })],
  ['search, full name', getPeople, ({ friend }) => ({ q: friend.displayName })],
]

test.each(calls)('%s', (what, endpoint, queryOf) =>
  reportCost(what, endpoint, { viewer: crowd.popular, query: queryOf(crowd) }, plansOf),
)
