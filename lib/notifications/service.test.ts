import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { database } from '@/db/client'
import { me } from '@/lib/accounts/service-me'
import { block, unblock } from '@/lib/blocks/service'
import { acceptRequest, cancelRequest, declineRequest, requestFriendship, unfriend } from '@/lib/friends/service'
import type { Viewer } from '@/lib/session/viewer'
import { AMPLE_LIMITS, befriend, eventsOf } from '@/tests/support/conversations'
import { createUser, setUpKith } from '@/tests/support/environment'
import { notificationsOf, readNotifications } from './service'

const { published } = setUpKith({ limits: AMPLE_LIMITS })

const everything = { cursor: undefined, limit: 100 }
const listOf = async (viewer: Viewer) => (await notificationsOf(viewer, everything)).items
const toldOf = async (viewer: Viewer) => (await listOf(viewer)).map(({ kind, person }) => [kind, person.id])
const unreadOf = async (viewer: Viewer) => (await me(viewer)).counts.notifications

/** Somebody whom so many others have asked, the newest last. */
async function askedBy(count: number) {
  const viewer = await createUser('viewer')
  const askers: Viewer[] = []
  for (let i = 0; i < count; i++) {
    const asker = await createUser('asker')
    await requestFriendship(asker, viewer.id)
    askers.push(asker)
  }
  return { viewer, askers }
}

describe('a request', () => {
  it('notifies whom it is for, and nobody else, with who asks', async () => {
    const [alice, bob] = [await createUser('alice'), await createUser('bob')]
    await requestFriendship(alice, bob.id)
    expect(await listOf(bob)).toMatchObject([
      { seq: 1, kind: 'friend_request', person: { id: alice.id, displayName: 'alice' }, read: false },
    ])
    expect(await toldOf(alice)).toEqual([])
    expect([await unreadOf(alice), await unreadOf(bob)]).toEqual([0, 1])
  })

  const answers: Record<string, (asker: Viewer, asked: Viewer) => Promise<void>> = {
    declined: (asker, asked) => declineRequest(asked, asker.id),
    'taken back': (asker, asked) => cancelRequest(asker, asked.id),
    'ended by a block of who was asked': (asker, asked) => block(asked, asker.id),
    'ended by a block of who asked': (asker, asked) => block(asker, asked.id),
  }
  for (const [how, end] of Object.entries(answers))
    it(`that is ${how} leaves no notification, and none of an answer`, async () => {
      const [alice, bob] = [await createUser('alice'), await createUser('bob')]
      await requestFriendship(alice, bob.id)
      expect(await toldOf(bob)).toEqual([['friend_request', alice.id]])
      await end(alice, bob)
      expect([await toldOf(alice), await toldOf(bob)]).toEqual([[], []])
      expect([await unreadOf(alice), await unreadOf(bob)]).toEqual([0, 0])
    })

  it('that is accepted is replaced by the news of it, for who asked', async () => {
    const [alice, bob] = [await createUser('alice'), await createUser('bob')]
    await befriend(alice, bob)
    expect(await toldOf(bob)).toEqual([])
    expect(await toldOf(alice)).toEqual([['friend_accepted', bob.id]])
    await unfriend(bob, alice.id)
    expect(await toldOf(alice)).toEqual([['friend_accepted', bob.id]]) // It did happen.
  })

  it('that crosses another tells the first to ask that it was accepted', async () => {
    const [alice, bob] = [await createUser('alice'), await createUser('bob')]
    await requestFriendship(alice, bob.id)
    await requestFriendship(bob, alice.id)
    expect([await toldOf(alice), await toldOf(bob)]).toEqual([[['friend_accepted', bob.id]], []])
  })

  it('that is refused notifies nobody', async () => {
    const { viewer, askers } = await askedBy(1)
    const [asker] = askers
    if (!asker) throw new Error('Somebody asked.')
    await expect(requestFriendship(asker, viewer.id)).rejects.toMatchObject({ code: 'request_already_sent' })
    expect(await toldOf(viewer)).toHaveLength(1)
    expect((await eventsOf(viewer)).filter(({ type }) => type === 'notification')).toHaveLength(1)
  })
})

describe('a block', () => {
  for (const [who, swap] of Object.entries({ 'who is notified': false, 'whom it is about': true }))
    it(`by ${who} takes away all of it, and lifting it brings nothing back`, async () => {
      const [alice, bob, carol] = [await createUser('alice'), await createUser('bob'), await createUser('carol')]
      await befriend(alice, bob)
      await befriend(alice, carol)
      expect(await toldOf(alice)).toHaveLength(2)
      const [blocker, blocked] = swap ? [bob, alice] : [alice, bob]
      await block(blocker, blocked.id)
      expect(await toldOf(alice)).toEqual([['friend_accepted', carol.id]])
      expect(await unreadOf(alice)).toBe(1)
      await unblock(blocker, blocked.id)
      expect(await toldOf(alice)).toEqual([['friend_accepted', carol.id]])
    })
})

describe('the list', () => {
  it('comes in pages, newest first, each notification once, also while more arrive', async () => {
    const { viewer, askers } = await askedBy(7)
    const seen: string[] = []
    let cursor: number | undefined
    for (let pages = 0; pages < 4; pages++) {
      const { items, nextCursor } = await notificationsOf(viewer, { cursor, limit: 3 })
      seen.push(...items.map(({ person }) => person.id))
      if (pages === 0) await requestFriendship(await createUser('late'), viewer.id)
      if (nextCursor === null) break
      cursor = Number(nextCursor)
    }
    expect(seen).toEqual(askers.map(({ id }) => id).reverse())
  })

  it('is nobody else’s', async () => {
    const { viewer } = await askedBy(2)
    const stranger = await createUser('stranger')
    expect(await toldOf(viewer)).toHaveLength(2)
    expect(await toldOf(stranger)).toEqual([])
    expect(await readNotifications(stranger, 2)).toEqual({ readUpTo: 0, unread: 0 })
    expect(await unreadOf(viewer)).toBe(2)
  })

  it('takes numbers without a gap, however many arrive at once', async () => {
    const viewer = await createUser('viewer')
    const askers = await Promise.all(Array.from({ length: 12 }, () => createUser('asker')))
    await Promise.all(askers.map((asker) => requestFriendship(asker, viewer.id)))
    expect((await listOf(viewer)).map(({ seq }) => seq)).toEqual(askers.map((_, index) => 12 - index))
  })
})

describe('reading', () => {
  it('moves forward only, ends at the newest, and leaves what comes later unread', async () => {
    const { viewer } = await askedBy(3)
    expect(await readNotifications(viewer, 2)).toEqual({ readUpTo: 2, unread: 1 })
    expect(await readNotifications(viewer, 1)).toEqual({ readUpTo: 2, unread: 1 })
    expect(await readNotifications(viewer, 0)).toEqual({ readUpTo: 2, unread: 1 })
    expect(await readNotifications(viewer, 1_000_000)).toEqual({ readUpTo: 3, unread: 0 })
    await requestFriendship(await createUser('late'), viewer.id)
    expect((await listOf(viewer)).map(({ seq, read }) => [seq, read])).toEqual([
      [4, false],
      [3, true],
      [2, true],
      [1, true],
    ])
  })

  it('is heard once by all devices of the reader, by nobody else, and not when nothing changed', async () => {
    const { viewer } = await askedBy(2)
    const readings = () => published.filter(({ type }) => type === 'notifications_read')
    published.length = 0
    await readNotifications(viewer, 2)
    await readNotifications(viewer, 2)
    await readNotifications(viewer, 1)
    expect(readings()).toMatchObject([{ userId: viewer.id, data: { upTo: 2, unread: 0 } }])
  })

  it('at the same time on two devices ends where the further one read', async () => {
    const { viewer } = await askedBy(5)
    await Promise.all([4, 2, 5, 1].map((upTo) => readNotifications(viewer, upTo)))
    expect(await readNotifications(viewer, 0)).toEqual({ readUpTo: 5, unread: 0 })
    const read = (await eventsOf(viewer)).filter(({ type }) => type === 'notifications_read')
    const upTo = read.map(({ data }) => (data as { upTo: number }).upTo) // The reading of a number is in the schema.
    expect(upTo).toEqual([...upTo].sort((a, b) => a - b))
    expect(upTo.at(-1)).toBe(5)
  })
})

it('the count is what counting the unread would give, after every step', async () => {
  const { viewer, askers } = await askedBy(6)
  const [first, second, third, fourth] = askers
  if (!first || !second || !third || !fourth) throw new Error('Six people asked.')
  const steps = [
    () => readNotifications(viewer, 2),
    () => declineRequest(viewer, first.id),
    () => acceptRequest(viewer, fourth.id),
    () => cancelRequest(third, viewer.id),
    () => block(second, viewer.id),
    () => readNotifications(viewer, 5),
    () => requestFriendship(third, viewer.id),
    () => readNotifications(viewer, 99),
  ]
  for (const [index, step] of steps.entries()) {
    await step()
    const [counted] = await database().execute<{ n: number }>(sql`
      select count(*)::int as n from notifications n join notification_cursors c using (user_id)
      where n.user_id = ${viewer.id} and n.seq > c.read_seq`)
    const unread = (await listOf(viewer)).filter(({ read }) => !read).length
    expect([await unreadOf(viewer), unread], `after step ${index}`).toEqual([counted?.n, counted?.n])
  }
})
