import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { database } from '@/db/client'
import { lockUsers } from '@/db/queries/users'
import { block } from '@/lib/blocks/service'
import { openConversation } from '@/lib/conversations/service'
import { conversationsOf } from '@/lib/conversations/service-list'
import { blockedBy, friendsOf } from '@/lib/friends/service-list'
import { newId } from '@/lib/ids'
import { searchPeople } from '@/lib/people/service-search'
import { searchMessages } from '@/lib/search/service'
import { flushIndexQueue } from '@/lib/search-index/indexer'
import type { Viewer } from '@/lib/session/viewer'
import { AMPLE_LIMITS, befriend, sendText } from '@/tests/support/conversations'
import { createUser, setUpKith } from '@/tests/support/environment'
import { DIFFERENT_TEXTS, EQUIVALENT_TEXTS } from '@/tests/support/search-equivalents'
import { changeProfile } from './service-profile'
import { rebuildSearchTexts } from './service-search-text'

setUpKith({ limits: { ...AMPLE_LIMITS, searchPerMinute: 1e9, profileChangesPerHour: 1e9, blockChangesPerMinute: 1e9 } })

const PAGE = { direction: 'incoming', limit: 100 } as const
let viewer: Viewer
/** For each text, a friend with it as name and message, and a blocked person with it as name. */
const friends = new Map<string, string>()
const blocked = new Map<string, string>()

beforeAll(async () => {
  viewer = await createUser('viewer')
  for (const text of new Set([...EQUIVALENT_TEXTS, ...DIFFERENT_TEXTS].map(([shown]) => shown))) {
    const [friend, other] = await Promise.all([createUser('friend'), createUser('other')])
    for (const person of [friend, other]) await changeProfile(person, { displayName: text })
    await befriend(friend, viewer)
    const { conversation } = await openConversation(friend, viewer.id)
    await sendText(friend, conversation.id, text)
    await block(viewer, other.id)
    friends.set(text, friend.id)
    blocked.set(text, other.id)
  }
  await flushIndexQueue()
}, 60_000)

type Search = (q: string) => Promise<string[]>
const asPerson: [string, Map<string, string>, Search][] = [
  ['people', friends, async (q) => (await searchPeople(viewer, q)).map(({ id }) => id)],
  [
    'friends',
    friends,
    async (q) => (await friendsOf(viewer, { ...PAGE, status: 'accepted', q })).items.map(({ id }) => id),
  ],
  [
    'conversations',
    friends,
    async (q) => (await conversationsOf(viewer, { q, limit: 100 })).items.map((c) => c.peer.id),
  ],
  ['messages', friends, async (q) => (await searchMessages(viewer, { q, limit: 50 })).items.map((hit) => hit.peer.id)],
  [
    'blocked people',
    blocked,
    async (q) => (await blockedBy(viewer, { ...PAGE, status: 'blocked', q })).items.map(({ id }) => id),
  ],
]

describe.each(asPerson)('a search for %s', (_, people, search) => {
  it('search finds each text by what readers type', async () => {
    for (const [text, query] of EQUIVALENT_TEXTS)
      expect(await search(query), `${text} by ${query}`).toContain(people.get(text))
  })

  it('search does not find a different text', async () => {
    for (const [text, query] of DIFFERENT_TEXTS)
      expect(await search(query), `${text} by ${query}`).not.toContain(people.get(text))
  })
})

describe('names that are not folded yet', () => {
  const byName = async (q: string) => (await searchPeople(viewer, q)).map(({ id }) => id)

  it('names without search text are found after the backfill', async () => {
    const person = await createUser('upgraded')
    await changeProfile(person, { displayName: 'Ünfolded Pörson' })
    await database().execute(sql`update users set search_text = null`)
    await database().execute(sql`update blocks set blocked_search_text = null, blocker_search_text = null`)
    expect(await byName('unfolded')).toEqual([])
    await Promise.all([rebuildSearchTexts(), rebuildSearchTexts()])
    expect(await byName('unfolded porson')).toEqual([person.id])
    const { items } = await blockedBy(viewer, { ...PAGE, status: 'blocked', q: 'ipek' })
    expect(items).toHaveLength(1)
  })

  it('names written by an older version are filled too', async () => {
    await database().execute(sql`
      insert into users (id, username, display_name) values (gen_random_uuid(), 'older.version', 'Öld Version')`)
    await rebuildSearchTexts()
    expect(await byName('old version')).toHaveLength(1)
  })

  it('a backfill and a concurrent transaction that locks users by id do not deadlock', async () => {
    const [low, high] = [newId(), newId()].sort() as [string, string] // Sorting keeps the number of items.
    // Without its index, and with the higher id first in the table, a scan without an order would lock that one first.
    await database().execute(sql`drop index users_to_fold`)
    for (const id of [high, low])
      await database().execute(
        sql`insert into users (id, username, display_name) values (${id}, ${`locked_${id.slice(-12)}`}, 'Locked')`,
      )
    let backfill: Promise<void> | undefined
    await database().transaction(async (tx) => {
      await lockUsers(tx, [low])
      backfill = rebuildSearchTexts()
      const waiting = sql`
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
      await expect.poll(async () => (await database().execute(waiting)).length).toBe(1)
      await lockUsers(tx, [high])
    })
    await backfill
    expect(await byName('locked')).toHaveLength(2)
  })
})

describe('a person who has another name now', () => {
  it('a renamed user is found by the new name only', async () => {
    const person = await createUser('renamed')
    await changeProfile(person, { displayName: 'Zdeněk' })
    await changeProfile(person, { displayName: 'Żaneta' })
    const byName = async (q: string) => (await searchPeople(viewer, q)).map(({ id }) => id)
    expect(await byName('zaneta')).toEqual([person.id])
    expect(await byName('zdenek')).toEqual([])
  })

  it('a blocker still sees the old name in conversations', async () => {
    const person = await createUser('changing')
    await changeProfile(person, { displayName: 'Çiğdem' })
    await befriend(person, viewer)
    const { conversation } = await openConversation(person, viewer.id)
    await sendText(person, conversation.id, 'hello')
    await block(viewer, person.id)
    await changeProfile(person, { displayName: 'Ñandú' })
    const conversations = async (q: string) =>
      (await conversationsOf(viewer, { q, limit: 50 })).items.map(({ peer }) => peer.id)
    expect(await conversations('cigdem')).toEqual([person.id])
    expect(await conversations('nandu')).toEqual([])
  })
})
