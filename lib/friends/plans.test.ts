import { sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { database } from '@/db/client'
import { me } from '@/lib/accounts/service-me'
import { mutualFriendsOf, profileOf } from '@/lib/people/service-profile'
import { searchPeople } from '@/lib/people/service-search'
import { onlineFriendsOf } from '@/lib/presence/service'
import { setUpKith } from '@/tests/support/environment'
import { insertManyUsers, type ManyUsers } from '@/tests/support/many-users'
import { recordQueries, tablesScanned } from '@/tests/support/query-plans'
import { blockedBy, friendsOf } from './service-list'
import { suggestionsFor } from './service-suggestions'

setUpKith({ limits: { searchPerMinute: 1e9 } })

let crowd: ManyUsers
let plansOf: ReturnType<typeof recordQueries>['plansOf']

beforeAll(async () => {
  plansOf = recordQueries().plansOf
  crowd = await insertManyUsers()
}, 120_000)

const page = { direction: 'incoming', q: '', limit: 50 } as const
const friends = (more: { q?: string; cursor?: string }) =>
  friendsOf(crowd.popular, { ...page, status: 'accepted', ...more })

const reads: [string, () => Promise<unknown>][] = [
  ['the first of 2,000 friends', () => friends({})],
  ['friends in the middle', () => friends({ cursor: crowd.middle })],
  ['friends by name', () => friends({ q: 'ma' })],
  ['open requests', () => friendsOf(crowd.popular, { ...page, status: 'pending' })],
  ['blocked people', () => blockedBy(crowd.popular, { ...page, status: 'blocked' })],
  ['who is online', () => onlineFriendsOf(crowd.popular)],
  ['the badges', () => me(crowd.popular)],
  ['a person’s page', () => profileOf(crowd.popular, crowd.friend.id)],
  ['friends in common', () => mutualFriendsOf(crowd.popular, { userId: crowd.friend.id, limit: 50 })],
  ['suggestions', () => suggestionsFor(crowd.popular)],
  ['a search for one letter', () => searchPeople(crowd.popular, 'm')],
  ['a search for three letters', () => searchPeople(crowd.popular, 'mar')],
  ['a search for one emoji', () => searchPeople(crowd.popular, '😀')],
  ['a search for one Chinese character', () => searchPeople(crowd.popular, '伟')],
  ['a search for two Arabic letters', () => searchPeople(crowd.popular, 'يو')],
  ['a search for a Hindi name', () => searchPeople(crowd.popular, 'अर्जुन')],
  ['a search for two words', () => searchPeople(crowd.popular, 'ma b')],
  ['a search for punctuation', () => searchPeople(crowd.popular, '---')],
  ['a search for a whole name', () => searchPeople(crowd.popular, crowd.friend.displayName)],
]

const LARGE_TABLES = ['users', 'friendships', 'blocks']
const scanned = async (read: () => Promise<unknown>) => {
  const plans = await plansOf(read)
  expect(plans.length).toBeGreaterThan(0)
  return plans.flatMap(({ root }) => tablesScanned(root)).filter((table) => LARGE_TABLES.includes(table))
}

it.each(reads)(
  'the query for %s scans no large table sequentially among 10,000 people and 2,000 friends',
  async (_, read) => {
    expect(await scanned(read)).toEqual([])
  },
)

it.each(LARGE_TABLES)('a sequential scan of %s in a friends query is detected', async (table) => {
  expect(await scanned(() => database().execute(sql`select * from ${sql.identifier(table)}`))).toEqual([table])
})
