import { beforeAll, expect, test } from 'vitest'
import { database } from '@/db/client'
import { listUnreadConversations } from '@/db/queries/conversations'
import { countIncomingRequests } from '@/db/queries/friendships'
import { findPasswordHash } from '@/db/queries/users'
import { insertSeed, SEEDS } from '@/db/seed'
import { prepareDatabase } from '@/db/test-database'
import { countRows, violatedInvariants } from './invariants'
import { drawPortrait } from './portraits'
import { smallCommunity } from './small'
import type { Step } from './write'

prepareDatabase()

const silently: Step = (_name, work) => work()
const insertSmall = (passwordHash = 'a hash') => insertSeed(database(), SEEDS.small, passwordHash, silently)
let wasNew: boolean

beforeAll(async () => {
  wasNew = await insertSmall()
})

const idOf = async (username: string) => (await findPasswordHash(database(), username))?.id ?? ''

test('the small seed has 30 users and 2,000 messages', async () => {
  expect(wasNew).toBe(true)
  expect(await countRows()).toMatchObject({ people: 30, messages: 2000, requests: 10, conversations: 26, ended: 1 })
})

test('the small seed violates no invariant', async () => {
  expect(await violatedInvariants()).toEqual([])
})

test('a violated invariant is detected', async () => {
  await database().$client`update conversations set last_seq = last_seq + 1`
  expect(await violatedInvariants()).toContain(
    'last_seq and last_message_at are those of the newest message, and seq has no gaps',
  )
  await database().$client`update conversations set last_seq = last_seq - 1`
  expect(await violatedInvariants()).toEqual([])
})

test('each suggested sign-in has unread messages and incoming requests', async () => {
  for (const username of SEEDS.small.signInAs) {
    const id = await idOf(username)
    expect((await listUnreadConversations(database(), id)).some(({ unread }) => unread > 0)).toBe(true)
    expect(await countIncomingRequests(database(), id)).toBeGreaterThan(0)
  }
})

test('each suggested sign-in meets pictures, a notification for each open request, replies, reactions and edits', async () => {
  const sql = database().$client
  for (const username of SEEDS.small.signInAs) {
    const id = await idOf(username)
    const [found] = await sql`
      select (select count(*)::int from notifications n join notification_cursors c using (user_id)
          where n.user_id = ${id} and n.seq > c.read_seq) as unread,
        (select count(*)::int from friendships where status = 'pending' and action_user_id <> ${id}
          and ${id}::uuid in (low_id, high_id)) as requests,
        (select count(*)::int from pictures) as pictures,
        (select count(*)::int from messages m join conversation_members using (conversation_id)
          where user_id = ${id} and reply_to_seq is not null) as replies,
        (select count(*)::int from reactions r join conversation_members m using (conversation_id)
          where m.user_id = ${id}) as reactions`
    expect(found?.unread).toBe(found?.requests)
    expect(found?.pictures).toBe(25)
    expect(Math.min(found?.replies, found?.reactions)).toBeGreaterThan(4)
  }
  expect(await sql`select 1 from messages where length(body) > 2000`).toHaveLength(0)
})

test('a portrait is the same for the same person, in the form in which pictures are stored', async () => {
  const [one, other] = await Promise.all([drawPortrait({ username: 'mira' }, 0), drawPortrait({ username: 'mira' }, 0)])
  expect(one.equals(other)).toBe(true)
  expect(one.subarray(8, 12).toString()).toBe('WEBP')
})

test('a second run of the small seed changes nothing', async () => {
  const before = await countRows()
  expect(await insertSmall('another hash')).toBe(false)
  expect(await countRows()).toEqual(before)
  expect(await findPasswordHash(database(), 'mira')).toMatchObject({ passwordHash: 'a hash' })
})

test('the same time generates the same small community, without blank bodies or placeholders', () => {
  const now = Date.UTC(2025, 4, 20, 12)
  const [one, other] = [smallCommunity(now), smallCommunity(now)]
  const messages = [...one.messages]
  expect({ ...one, messages }).toEqual({ ...other, messages: [...other.messages] })
  expect(messages.filter(({ body }) => /[{}]/.test(body))).toEqual([])
  const blank = messages
    .filter(({ body }) => body.trim() === '')
    .map(({ conversationId, seq }) => [conversationId, seq])
  const retracted = one.details?.filter(({ retractedAt }) => retractedAt !== undefined) ?? []
  expect(blank).toEqual(retracted.map(({ conversationId, seq }) => [conversationId, seq]))
})
