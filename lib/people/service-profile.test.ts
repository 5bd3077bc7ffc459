import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { database } from '@/db/client'
import { presence, users } from '@/db/schema'
import { block, unblock } from '@/lib/blocks/service'
import { requestFriendship } from '@/lib/friends/service'
import { friendsOf } from '@/lib/friends/service-list'
import { suggestionsFor } from '@/lib/friends/service-suggestions'
import { newId } from '@/lib/ids'
import type { Viewer } from '@/lib/session/viewer'
import { befriend, refusalOf } from '@/tests/support/conversations'
import { createUser, setUpKith, usernameOf } from '@/tests/support/environment'
import { createThreeUsers } from '@/tests/support/three-users'
import { mutualFriendsOf, profileByUsername, profileOf } from './service-profile'
import { searchPeople } from './service-search'

setUpKith({ limits: { searchPerMinute: 1e9, requestsPerDay: 1e9 } })

const rename = (person: Viewer, displayName: string) =>
  database().update(users).set({ displayName }).where(eq(users.id, person.id))

const mutualIds = async (viewer: Viewer, userId: string) =>
  (await mutualFriendsOf(viewer, { userId, limit: 50 })).items.map(({ id }) => id)

describe('the names that a block keeps', () => {
  it('a blocker sees and finds the blocked user by the name at the time of the block', async () => {
    const { viewer, person } = await createThreeUsers()
    const username = await usernameOf(person)
    await block(viewer, person.id)
    await rename(person, 'Somebody Else')
    const page = { id: person.id, username, displayName: 'person', relation: 'blocked' }
    expect(await profileOf(viewer, person.id)).toEqual(page)
    expect(await profileByUsername(viewer, username)).toEqual(page)
    await unblock(viewer, person.id)
    expect(await profileOf(viewer, person.id)).toMatchObject({ displayName: 'Somebody Else', relation: 'none' })
  })

  it('a later name of the blocker appears nowhere for the blocked user', async () => {
    const { viewer, person, common } = await createThreeUsers()
    await befriend(viewer, person)
    await block(person, viewer.id)
    await rename(person, `renamed${newId().slice(-8)}`)
    const [row] = await database().select({ name: users.displayName }).from(users).where(eq(users.id, person.id))
    const surfaces = [
      searchPeople(viewer, row?.name ?? ''),
      suggestionsFor(viewer),
      mutualFriendsOf(viewer, { userId: common.id, limit: 50 }),
      friendsOf(viewer, { status: 'accepted', direction: 'incoming', q: '', limit: 50 }),
      refusalOf(profileOf(viewer, person.id)),
    ]
    for (const surface of surfaces) {
      const seen = JSON.stringify(await surface)
      expect(seen).not.toContain(row?.name)
      expect(seen).not.toContain(person.id)
    }
    await block(viewer, person.id)
    expect(JSON.stringify(await profileOf(viewer, person.id))).not.toContain(row?.name)
  })
})

describe('a page', () => {
  it('a profile shows the presence to friends only, and only when the person allows it', async () => {
    const { viewer, person } = await createThreeUsers()
    const seen = async () => {
      const page = await profileOf(viewer, person.id)
      return 'online' in page ? [page.online, page.lastSeenAt] : []
    }
    const lastSeenAt = new Date('2026-01-02T03:04:05.678Z')
    await database().insert(presence).values({ userId: person.id, online: true, lastSeenAt })
    for (const online of [true, false]) {
      await database().update(presence).set({ online }).where(eq(presence.userId, person.id))
      expect(await seen()).toEqual([false, null])
    }
    await requestFriendship(viewer, person.id)
    expect(await seen()).toEqual([false, null])
    await requestFriendship(person, viewer.id)
    expect(await seen()).toEqual([false, lastSeenAt.toISOString()])
    await database().update(presence).set({ online: true }).where(eq(presence.userId, person.id))
    expect(await seen()).toEqual([true, null])
    for (const online of [true, false]) {
      await database().update(users).set({ seenOnlineBy: 'nobody' }).where(eq(users.id, person.id))
      await database().update(presence).set({ online }).where(eq(presence.userId, person.id))
      expect(await seen()).toEqual([false, null])
    }
  })

  it('the own profile has no relation, mutual friends or presence', async () => {
    const { viewer } = await createThreeUsers()
    await database().insert(presence).values({ userId: viewer.id, online: true })
    const page = await profileOf(viewer, viewer.id)
    expect(page).toMatchObject({ id: viewer.id, relation: 'none', since: null, mutual: 0, online: false })
    expect(await mutualIds(viewer, viewer.id)).toEqual([])
  })

  it('a profile has the time since the friendship began or the request was sent', async () => {
    const { viewer, person } = await createThreeUsers()
    expect(await profileOf(viewer, person.id)).toMatchObject({ since: null })
    await requestFriendship(viewer, person.id)
    const asked = await friendsOf(viewer, { status: 'pending', direction: 'outgoing', q: '', limit: 1 })
    expect(await profileOf(viewer, person.id)).toMatchObject({ since: asked.items[0]?.since })
  })

  it('a profile for an invalid username gives not_found', async () => {
    const viewer = await createUser('viewer')
    for (const text of ['', 'a', 'a b c', 'no\0body', '../../me', 'x'.repeat(31), 'nobody_here'])
      expect(await refusalOf(profileByUsername(viewer, text))).toMatchObject({ status: 404, code: 'not_found' })
  })
})

describe('friends in common', () => {
  it('mutual friends are listed completely, by username and in pages', async () => {
    const { viewer, person, common } = await createThreeUsers()
    const more = await Promise.all(['anna', 'zoe'].map((name) => createUser(name)))
    for (const friend of more) for (const one of [viewer, person]) await befriend(friend, one)
    const [ofViewer, ofPerson, asking] = await Promise.all(['one', 'two', 'three'].map((name) => createUser(name)))
    if (!ofViewer || !ofPerson || !asking) throw new Error('nobody there')
    await befriend(ofViewer, viewer)
    await befriend(ofPerson, person)
    await befriend(asking, person)
    await requestFriendship(asking, viewer.id)
    const ids = [more[0]?.id, common.id, more[1]?.id]
    expect(await mutualIds(viewer, person.id)).toEqual(ids)
    expect(await mutualIds(person, viewer.id)).toEqual(ids)
    expect(await profileOf(viewer, person.id)).toMatchObject({ mutual: 3 })
    const first = await mutualFriendsOf(viewer, { userId: person.id, limit: 2 })
    const rest = await mutualFriendsOf(viewer, { userId: person.id, limit: 2, cursor: first.nextCursor ?? '' })
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(ids)
    expect(rest.nextCursor).toBeNull()
    expect(Object.keys(first.items[0] ?? {}).sort()).toEqual(['displayName', 'id', 'pictureId', 'username'])
  })

  it('mutual friends are counted for requests received and not for requests sent', async () => {
    const { viewer, person, common } = await createThreeUsers()
    const asked = await createUser('asked')
    const alone = await createUser('alone')
    await befriend(asked, common)
    await requestFriendship(person, viewer.id)
    await requestFriendship(alone, viewer.id)
    await requestFriendship(viewer, asked.id)
    const list = (direction: 'incoming' | 'outgoing') =>
      friendsOf(viewer, { status: 'pending', direction, q: '', limit: 50 })
    expect((await list('incoming')).items.map(({ id, mutual }) => [id, mutual])).toEqual([
      [alone.id, 0],
      [person.id, 1],
    ])
    expect((await list('outgoing')).items.map((item) => [item.id, 'mutual' in item])).toEqual([[asked.id, false]])
  })
})
