import { beforeAll, expect, test } from 'vitest'
import { database } from '@/db/client'
import { insertSeed, SEEDS, type Seed, SeedError } from '@/db/seed'
import { prepareDatabase } from '@/db/test-database'
import { countRows, violatedInvariants } from './invariants'
import { EXTREMES, LARGE, largeCommunity } from './large'
import type { Scale } from './large-pairs'
import type { Step } from './write'

prepareDatabase()

const silently: Step = (_name, work) => work()
const scale: Scale = {
  people: LARGE.people / 100,
  friendships: LARGE.friendships / 100,
  requests: LARGE.requests / 100,
  ended: LARGE.ended / 100,
  conversations: LARGE.conversations / 100,
  messages: LARGE.messages / 100,
  maxFriends: LARGE.maxFriends / 100,
  maxRequests: LARGE.maxRequests / 100,
  maxConversations: LARGE.maxConversations / 100,
  maxMessages: LARGE.maxMessages / 100,
}
const seed: Seed = { ...SEEDS.large, generate: (now) => largeCommunity(now, scale) }
const insertLarge = () => insertSeed(database(), seed, 'a hash', silently)

async function refusedFor(username: string) {
  await database().$client`insert into users (id, username, display_name) values (gen_random_uuid(), ${username}, 'X')`
  const refusal = await insertLarge().catch((error: unknown) => error)
  const counts = await countRows()
  await database().$client`delete from users where username = ${username}`
  return { refusal, counts }
}

let refused: Awaited<ReturnType<typeof refusedFor>>

beforeAll(async () => {
  const taken = largeCommunity(Date.now(), scale).people[50]?.username ?? ''
  refused = await refusedFor(taken)
  await insertLarge()
})

test('a username that is taken stops the seed before it writes', () => {
  expect(refused.refusal).toBeInstanceOf(SeedError)
  expect(refused.counts).toMatchObject({ people: 1, friendships: 0, messages: 0 })
})

test('the seed has the requested number of rows', async () => {
  const { people, friendships, requests, ended, messages } = scale
  const conversations = scale.conversations + ended
  expect(await countRows()).toEqual({ people, friendships, requests, ended, messages, conversations })
})

test('the large seed violates no invariant', async () => {
  expect(await violatedInvariants()).toEqual([])
})

test('the extreme users have the requested numbers of friends, conversations and messages', async () => {
  const extremes = await database().$client`
    select username, plan, friend_count,
      (select count(*)::int from conversation_members where user_id = u.id) as conversations,
      (select max(c.last_seq)::int from conversations c join conversation_members m on m.conversation_id = c.id
        where m.user_id = u.id) as longest,
      (select count(*)::int from friendships
        where u.id in (low_id, high_id) and status = 'pending' and action_user_id <> u.id) as asked
    from users u where username in ${database().$client(Object.values(EXTREMES))}`
  const of = (username: string) => extremes.find((person) => person.username === username)
  expect(of(EXTREMES.maxFriends)).toMatchObject({ plan: 'pro', friend_count: scale.maxFriends })
  expect(of(EXTREMES.maxConversations)).toMatchObject({
    plan: 'pro',
    conversations: scale.maxConversations,
    asked: scale.maxRequests,
  })
  expect(of(EXTREMES.maxMessages)).toMatchObject({ longest: scale.maxMessages })
})

test('a second run of the large seed changes nothing', async () => {
  const before = await countRows()
  expect(await insertLarge()).toBe(false)
  expect(await countRows()).toEqual(before)
})

test('the same time generates the same large community', () => {
  const now = Date.UTC(2025, 4, 20, 12)
  const [one, other] = [largeCommunity(now, scale), largeCommunity(now, scale)]
  expect({ ...one, messages: [...one.messages] }).toEqual({ ...other, messages: [...other.messages] })
})
