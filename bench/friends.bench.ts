import { beforeAll, test } from 'vitest'
import { getFriends } from '@/lib/friends/endpoints'
import type { Endpoint } from '@/lib/http/endpoint'
import { getPeople } from '@/lib/people/endpoints'
import { setUpKith } from '@/tests/support/environment'
import { insertManyUsers, type ManyUsers } from '@/tests/support/many-users'
import { recordQueries } from '@/tests/support/query-plans'
import { reportCost } from './cost'

setUpKith({ limits: { searchPerMinute: 1e9 } })

let users: ManyUsers
let plansOf: ReturnType<typeof recordQueries>['plansOf']

beforeAll(async () => {
  plansOf = recordQueries().plansOf
  users = await insertManyUsers()
})

const calls: [string, Endpoint, (users: ManyUsers) => Record<string, string>][] = [
  ['friends list, first page of 2,000', getFriends, () => ({})],
  ['friends list, middle page', getFriends, ({ middle }) => ({ cursor: middle })],
  ['friends list, by name', getFriends, () => ({ q: 'mar' })],
  ['search, 1 letter of 10,000 people', getPeople, () => ({ q: 'm' })],
  ['search, 3 letters', getPeople, () => ({ q: 'mar' })],
  ['search, full name', getPeople, ({ friend }) => ({ q: friend.displayName })],
]

test.each(calls)('the cost of %s is reported', (name, endpoint, queryOf) =>
  reportCost(name, endpoint, { viewer: users.popular, query: queryOf(users) }, plansOf),
)
