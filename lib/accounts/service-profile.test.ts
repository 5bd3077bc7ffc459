import { eq } from 'drizzle-orm'
import { describe, expect, it, vi } from 'vitest'
import { database } from '@/db/client'
import { users } from '@/db/schema'
import { block, unblock } from '@/lib/blocks/service'
import { openConversation } from '@/lib/conversations/service'
import { declineRequest, requestFriendship, unfriend } from '@/lib/friends/service'
import type { Viewer } from '@/lib/session/viewer'
import { befriend, createConversation, eventsOf, refusalOf, sendText } from '@/tests/support/conversations'
import { createUser, setUpKith } from '@/tests/support/environment'
import { changeProfileInput, type ProfileChange } from './schema'
import { me } from './service-me'
import { changeProfile } from './service-profile'

const { published } = setUpKith({ limits: { profileChangesPerHour: 5 } })

const change = (viewer: Viewer, input: ProfileChange) => changeProfile(viewer, changeProfileInput.parse(input))
const eventsOfType = async (viewer: Viewer, type: string) =>
  (await eventsOf(viewer)).filter((event) => event.type === type)
const faults = (input: object) =>
  changeProfileInput
    .safeParse(input)
    .error?.issues.map(({ path, ...rest }) => ('keys' in rest ? rest.keys : path).join())

describe('what a profile may hold', () => {
  it.each(['', 'Two lines\n\nand a gap', '🦊'.repeat(500), 'مرحبا'])('the bio %j is accepted', (bio) => {
    expect(changeProfileInput.parse({ bio })).toEqual({ bio })
  })

  it('a bio is trimmed and its line ends are normalized', () => {
    expect(changeProfileInput.parse({ bio: ' \r\n one\r\ntwo \n' })).toEqual({ bio: 'one\ntwo' })
  })

  it.each(['🦊'.repeat(501), 'a\0b', 'a\tb', 'a\rb', 'half \uD83D', '\u202Eecila', 'a\u2066b', 7, null])(
    'the bio %j is refused',
    (bio) => expect(faults({ bio })).toEqual(['bio']),
  )

  it('profile fields are validated and unknown fields refused', () => {
    expect(faults({ displayName: ' ' })).toContain('displayName')
    expect(faults({ displayName: 'a'.repeat(61) })).toContain('displayName')
    expect(faults({ seenOnlineBy: 'everybody' })).toEqual(['seenOnlineBy'])
    expect(faults({ username: 'other', plan: 'pro' })).toEqual(['username,plan'])
    expect(faults({})).toBeUndefined()
  })
})

describe('a bio of nothing to see', () => {
  it.each(['\u034F', '\u0301', '\u3164\n\u2800'])('a bio of invisible characters like %j is parsed as empty', (bio) => {
    expect(changeProfileInput.parse({ bio })).toEqual({ bio: '' })
  })
})

describe('a name from before a rule', () => {
  it('an old name stays valid while other fields change, and cannot be set again', async () => {
    const alice = await createUser()
    const old = 'Ann\u{E0041}'
    await database().update(users).set({ displayName: old }).where(eq(users.id, alice.id))
    expect(await change(alice, { displayName: old, bio: 'Still here.' })).toMatchObject({ displayName: old })
    expect((await me(alice)).user).toMatchObject({ displayName: old, bio: 'Still here.' })
    await change(alice, { displayName: 'Ann' })
    expect(await refusalOf(change(alice, { displayName: old }))).toMatchObject({
      status: 422,
      errors: { displayName: 'Leave out invisible characters.' },
    })
    expect((await me(alice)).user.displayName).toBe('Ann')
  })

  it.each(['\u034F', '\u0301', 'a\nb', '\u202Eecila', `A${'\u0301'.repeat(20)}`])(
    'the display name %j is refused when a profile sets it',
    async (displayName) => {
      const alice = await createUser()
      const refusal = await refusalOf(change(alice, { displayName }))
      expect([refusal.code, Object.keys(refusal.errors ?? {})]).toEqual(['invalid', ['displayName']])
    },
  )
})

describe('a changed profile', () => {
  it('a changed profile is visible to the user and others', async () => {
    const alice = await createUser()
    const input = {
      displayName: 'Alice B.',
      bio: 'Likes stairs.',
      seenOnlineBy: 'nobody',
      readReceipts: false,
    } as const
    expect(await change(alice, input)).toMatchObject({ id: alice.id, ...input })
    expect((await me(alice)).user).toMatchObject(input)
  })

  it('a changed profile is announced to friends, requests, conversations and notifications, and to nobody else', async () => {
    const { alice, bob } = await createConversation()
    const [friend, asking, asked, exFriend, exPeer, decliner, stranger] = await Promise.all(
      ['friend', 'asking', 'asked', 'ex', 'peer', 'decliner', 'stranger'].map((name) => createUser(name)),
    )
    if (!friend || !asking || !asked || !exFriend || !exPeer || !decliner || !stranger) throw new Error('Nobody came.')
    await befriend(alice, friend)
    await requestFriendship(asking, alice.id)
    await requestFriendship(alice, asked.id)
    await befriend(alice, exPeer)
    await openConversation(alice, exPeer.id)
    await unfriend(alice, exPeer.id)
    await befriend(exFriend, alice) // Alice's acceptance stays among their notifications.
    await unfriend(alice, exFriend.id)
    await requestFriendship(alice, decliner.id)
    await declineRequest(decliner, alice.id)
    const user = await change(alice, { displayName: 'Alice B.' })

    const { id, username, displayName, pictureId } = user
    for (const onlooker of [alice, bob, friend, asking, asked, exPeer, exFriend])
      expect((await eventsOfType(onlooker, 'profile_changed')).map(({ data }) => data)).toEqual([
        { user: { id, username, displayName, pictureId } },
      ])
    for (const other of [decliner, stranger]) expect(await eventsOfType(other, 'profile_changed')).toEqual([])
    await vi.waitFor(() =>
      expect(published.filter(({ type }) => type === 'profile_changed').map(({ userId }) => userId)).toContain(bob.id),
    )
  })

  it('a changed profile is not announced with a block in either direction, and is again when both are removed', async () => {
    const { alice, bob, conversationId } = await createConversation()
    const { alice: carol, bob: dave } = await createConversation()
    await sendText(alice, conversationId, 'Hello')
    await block(alice, bob.id)
    await block(dave, carol.id)
    const known = async () => [await eventsOfType(bob, 'profile_changed'), await eventsOfType(dave, 'profile_changed')]
    const before = await known()
    await change(alice, { displayName: 'Alice B.' })
    await change(carol, { bio: 'New here.' })
    expect(await known()).toEqual(before)

    await unblock(alice, bob.id)
    await change(alice, { displayName: 'Alice C.' })
    expect((await eventsOfType(bob, 'profile_changed')).at(-1)).toMatchObject({
      data: { user: { displayName: 'Alice C.' } },
    })
  })

  it("any profile change is announced to the person's own devices, and a private one to nobody else", async () => {
    const { alice, bob } = await createConversation()
    await change(alice, { seenOnlineBy: 'nobody' })
    expect(await eventsOfType(alice, 'settings_changed')).toMatchObject([{ data: {} }])
    expect(await eventsOfType(alice, 'profile_changed')).toEqual([])
    expect(await eventsOfType(bob, 'profile_changed')).toEqual([])
    await change(alice, { bio: 'New here.' })
    expect(await eventsOfType(alice, 'settings_changed')).toHaveLength(2)
    expect(await eventsOfType(bob, 'settings_changed')).toEqual([])
  })

  it('an unchanged profile is not announced', async () => {
    const { alice, bob } = await createConversation()
    const { displayName, bio, seenOnlineBy } = (await me(alice)).user
    for (let n = 0; n < 9; n++) await change(alice, { displayName, bio, seenOnlineBy })
    await change(alice, {})
    expect(await eventsOfType(alice, 'settings_changed')).toEqual([])
    expect(await eventsOfType(bob, 'profile_changed')).toEqual([])
  })

  it('profile changes are limited per hour', async () => {
    const { alice, bob } = await createConversation()
    for (let n = 0; n < 5; n++) await change(alice, { bio: `${n}` })
    const refusal = await refusalOf(change(alice, { bio: 'one more' }))
    expect(refusal).toMatchObject({ status: 429, code: 'rate_limited' })
    expect(refusal.retryAfterSeconds).toBeGreaterThan(3500)
    expect((await me(alice)).user.bio).toBe('4')
    expect(await eventsOfType(bob, 'profile_changed')).toHaveLength(5)
  })
})
