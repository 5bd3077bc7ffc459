import { beforeAll, test } from 'vitest'
import { listFriendsEndpoint } from '@/lib/friends/endpoints'
import type { Endpoint } from '@/lib/http/endpoint'
import { searchPeopleEndpoint } from '@/lib/people/endpoints'
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
  ['friends list, first page of 2,000', listFriendsEndpoint, () => ({})],
  ['friends list, middle page', listFriendsEndpoint, ({ middle }) => ({ cursor: middle })],
  ['friends list, by name', listFriendsEndpoint, () => ({ q: 'mar' })],
  ['search, 1 letter of 10,000 people', searchPeopleEndpoint, () => ({ q: 'm' })],
  ['search, 3 letters', searchPeopleEndpoint, () => ({ q: 'mar' })],
  ['search, full name', searchPeopleEndpoint, ({ friend }) => ({ q: friend.displayName })],
]

test.each(calls)('the cost of %s is reported', (name, endpoint, queryOf) =>
  reportCost(name, endpoint, { viewer: users.popular, query: queryOf(users) }, plansOf),
)
