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

const firstPage = { cursor: undefined, limit: 100 }
const listOf = async (viewer: Viewer) => (await notificationsOf(viewer, firstPage)).items
const kindsOf = async (viewer: Viewer) => (await listOf(viewer)).map(({ kind, person }) => [kind, person.id])
const unreadOf = async (viewer: Viewer) => (await me(viewer)).counts.notifications

/** Creates a user with this many incoming requests, and the askers from oldest to newest. */
async function createAsked(count: number) {
  const viewer = await createUser('viewer')
  const askers: Viewer[] = []
  for (let i = 0; i < count; i++) {
    const asker = await createUser('asker')
    await requestFriendship(asker, viewer.id)
    askers.push(asker)
  }
  return { viewer, askers }
}

describe('a friend request', () => {
  it('a request notifies its recipient only, with the asker', async () => {
    const [alice, bob] = [await createUser('alice'), await createUser('bob')]
    await requestFriendship(alice, bob.id)
    expect(await listOf(bob)).toMatchObject([
      { seq: 1, kind: 'friend_request', person: { id: alice.id, displayName: 'alice' }, read: false },
    ])
    expect(await kindsOf(alice)).toEqual([])
    expect([await unreadOf(alice), await unreadOf(bob)]).toEqual([0, 1])
  })

  const endings: Record<string, (asker: Viewer, asked: Viewer) => Promise<void>> = {
    declined: (asker, asked) => declineRequest(asked, asker.id),
    cancelled: (asker, asked) => cancelRequest(asker, asked.id),
    'ended by a block by the recipient': (asker, asked) => block(asked, asker.id),
    'ended by a block by the asker': (asker, asked) => block(asker, asked.id),
  }
  for (const [how, end] of Object.entries(endings))
    it(`a request that is ${how} leaves no notification for either user`, async () => {
      const [alice, bob] = [await createUser('alice'), await createUser('bob')]
      await requestFriendship(alice, bob.id)
      expect(await kindsOf(bob)).toEqual([['friend_request', alice.id]])
      await end(alice, bob)
      expect([await kindsOf(alice), await kindsOf(bob)]).toEqual([[], []])
      expect([await unreadOf(alice), await unreadOf(bob)]).toEqual([0, 0])
    })

  it('an accepted request loses its notification, and the asker is notified of the acceptance', async () => {
    const [alice, bob] = [await createUser('alice'), await createUser('bob')]
    await befriend(alice, bob)
    expect(await kindsOf(bob)).toEqual([])
    expect(await kindsOf(alice)).toEqual([['friend_accepted', bob.id]])
    await unfriend(bob, alice.id)
    expect(await kindsOf(alice)).toEqual([['friend_accepted', bob.id]]) // It stays, because it did happen.
  })

  it('a request that crosses another one notifies the first asker of the acceptance', async () => {
    const [alice, bob] = [await createUser('alice'), await createUser('bob')]
    await requestFriendship(alice, bob.id)
    await requestFriendship(bob, alice.id)
    expect([await kindsOf(alice), await kindsOf(bob)]).toEqual([[['friend_accepted', bob.id]], []])
  })

  it('a request that fails notifies nobody', async () => {
    const { viewer, askers } = await createAsked(1)
    const [asker] = askers
    if (!asker) throw new Error('There is no asker.')
    await expect(requestFriendship(asker, viewer.id)).rejects.toMatchObject({ code: 'request_already_sent' })
    expect(await kindsOf(viewer)).toHaveLength(1)
    expect((await eventsOf(viewer)).filter(({ type }) => type === 'notification')).toHaveLength(1)
  })
})

describe('a block', () => {
  for (const [who, swap] of Object.entries({ 'the notified user': false, 'the actor': true }))
    it(`a block by ${who} deletes notifications about the other, and unblocking does not restore them`, async () => {
      const [alice, bob, carol] = [await createUser('alice'), await createUser('bob'), await createUser('carol')]
      await befriend(alice, bob)
      await befriend(alice, carol)
      expect(await kindsOf(alice)).toHaveLength(2)
      const [blocker, blocked] = swap ? [bob, alice] : [alice, bob]
      await block(blocker, blocked.id)
      expect(await kindsOf(alice)).toEqual([['friend_accepted', carol.id]])
      expect(await unreadOf(alice)).toBe(1)
      await unblock(blocker, blocked.id)
      expect(await kindsOf(alice)).toEqual([['friend_accepted', carol.id]])
    })
})

describe('notificationsOf', () => {
  it('pages list each notification once, newest first, also while new ones arrive', async () => {
    const { viewer, askers } = await createAsked(7)
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

  it('a user sees and reads only their own notifications', async () => {
    const { viewer } = await createAsked(2)
    const stranger = await createUser('stranger')
    expect(await kindsOf(viewer)).toHaveLength(2)
    expect(await kindsOf(stranger)).toEqual([])
    expect(await readNotifications(stranger, 2)).toEqual({ readUpTo: 0, unread: 0 })
    expect(await unreadOf(viewer)).toBe(2)
  })

  it('concurrent notifications get seqs without gaps', async () => {
    const viewer = await createUser('viewer')
    const askers = await Promise.all(Array.from({ length: 12 }, () => createUser('asker')))
    await Promise.all(askers.map((asker) => requestFriendship(asker, viewer.id)))
    expect((await listOf(viewer)).map(({ seq }) => seq)).toEqual(askers.map((_, index) => 12 - index))
  })
})

describe('readNotifications', () => {
  it('the read position moves forward only, up to the newest, and later notifications are unread', async () => {
    const { viewer } = await createAsked(3)
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

  it('a read is published once, to the reader only, and not when nothing changed', async () => {
    const { viewer } = await createAsked(2)
    const readEvents = () => published.filter(({ type }) => type === 'notifications_read')
    published.length = 0
    await readNotifications(viewer, 2)
    await readNotifications(viewer, 2)
    await readNotifications(viewer, 1)
    expect(readEvents()).toMatchObject([{ userId: viewer.id, data: { upTo: 2, unread: 0 } }])
  })

  it('concurrent reads end at the highest seq', async () => {
    const { viewer } = await createAsked(5)
    await Promise.all([4, 2, 5, 1].map((upTo) => readNotifications(viewer, upTo)))
    expect(await readNotifications(viewer, 0)).toEqual({ readUpTo: 5, unread: 0 })
    const read = (await eventsOf(viewer)).filter(({ type }) => type === 'notifications_read')
    const upTo = read.map(({ data }) => (data as { upTo: number }).upTo) // The schema of the event has this number.
    expect(upTo).toEqual([...upTo].sort((a, b) => a - b))
    expect(upTo.at(-1)).toBe(5)
  })
})

it('the unread count equals the number of unread notifications after every step', async () => {
  const { viewer, askers } = await createAsked(6)
  const [first, second, third, fourth] = askers
  if (!first || !second || !third || !fourth) throw new Error('There are fewer than four askers.')
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
