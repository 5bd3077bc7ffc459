import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { database } from '@/db/client'
import { presence, users } from '@/db/schema'
import type { Viewer } from '@/lib/session/viewer'
import { AMPLE_LIMITS, befriend, refusalOf } from '@/tests/support/conversations'
import { createUser, setUpKith } from '@/tests/support/environment'
import { compareFriends } from './rules'
import type { Friend } from './schema'
import { friendsOf } from './service-list'

setUpKith({ limits: AMPLE_LIMITS })

const NAMES = [
  'Zoë',
  'émile',
  'Emil',
  'Émile',
  'anna',
  'Ånna',
  'Anna 2',
  'Anna 10',
  'Łukasz',
  'Öz',
  '李伟',
  'Юлия',
  'يوسف',
  '🐧 Pip',
  'pip',
]

async function friendOf(viewer: Viewer, displayName: string, { online = false, shown = true } = {}) {
  const friend = await createUser('friend')
  const seenOnlineBy = shown ? 'friends' : 'nobody'
  await database().update(users).set({ displayName, seenOnlineBy }).where(eq(users.id, friend.id))
  if (online) await comeOnline(friend)
  await befriend(friend, viewer)
  return friend
}

const comeOnline = ({ id }: Viewer) =>
  database()
    .insert(presence)
    .values({ userId: id, online: true })
    .onConflictDoUpdate({ target: presence.userId, set: { online: true, occupiedAt: sql`now()` } })

const goOffline = ({ id }: Viewer) => database().update(presence).set({ online: false }).where(eq(presence.userId, id))

const page = (viewer: Viewer, limit: number, cursor?: string) =>
  friendsOf(viewer, { status: 'accepted', direction: 'incoming', q: '', cursor, limit })

async function allPages(viewer: Viewer, limit: number, between: () => Promise<unknown> = async () => {}) {
  const items: Friend[] = []
  for (let cursor: string | undefined; ; ) {
    const { items: some, nextCursor } = await page(viewer, limit, cursor)
    items.push(...some)
    if (nextCursor === null) return items
    cursor = nextCursor
    await between()
  }
}

const namesOf = (items: readonly Friend[]) => items.map(({ displayName }) => displayName)

describe('the list of friends', () => {
  it('is ordered by name as a browser orders names in every script, with any size of page', async () => {
    const viewer = await createUser('viewer')
    for (const name of [...NAMES, 'Sam', 'Sam', 'Sam']) await friendOf(viewer, name)
    const all = await allPages(viewer, 100)
    expect(namesOf(all)).toEqual(namesOf(all.toSorted(compareFriends)))
    expect(all.map(({ id }) => id)).toEqual(all.toSorted(compareFriends).map(({ id }) => id))
    for (const limit of [1, 2, 5]) expect(await allPages(viewer, limit)).toEqual(all)
  })

  it('begins with friends who are online, without those who hide it', async () => {
    const viewer = await createUser('viewer')
    await friendOf(viewer, 'Anna')
    await friendOf(viewer, 'Hidden', { online: true, shown: false })
    await friendOf(viewer, 'Zoë', { online: true })
    await friendOf(viewer, 'Max', { online: true })
    for (const limit of [1, 2, 100])
      expect(namesOf(await allPages(viewer, limit))).toEqual(['Max', 'Zoë', 'Anna', 'Hidden'])
    expect((await page(viewer, 100)).items.map(({ online }) => online)).toEqual([true, true, false, false])
  })

  it('leaves nobody out who comes online or goes offline while the pages are read', async () => {
    const viewer = await createUser('viewer')
    const online = [await friendOf(viewer, 'Bea', { online: true }), await friendOf(viewer, 'Yves', { online: true })]
    const offline = [await friendOf(viewer, 'Anna'), await friendOf(viewer, 'Cara'), await friendOf(viewer, 'Zoë')]
    const everybody = [...online, ...offline].map(({ id }) => id).sort()
    let step = 0
    const changes = [
      () => comeOnline(offline[0] ?? viewer),
      () => goOffline(online[1] ?? viewer),
      () => comeOnline(offline[2] ?? viewer),
    ]
    const seen = await allPages(viewer, 1, async () => changes[step++]?.())
    expect([...new Set(seen.map(({ id }) => id))].sort()).toEqual(everybody)
  })

  it('refuses a cursor that is not one of its own', async () => {
    const viewer = await createUser('viewer')
    expect(await refusalOf(page(viewer, 1, 'mira'))).toMatchObject({ status: 422, code: 'invalid' })
  })
})
