import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { database } from '@/db/client'
import { invitations, users } from '@/db/schema'
import { block } from '@/lib/blocks/service'
import { acceptRequest, declineRequest, requestFriendship, unfriend } from '@/lib/friends/service'
import { friendsOf } from '@/lib/friends/service-list'
import { newId } from '@/lib/ids'
import { notificationsOf } from '@/lib/notifications/service'
import type { Viewer } from '@/lib/session/viewer'
import { AMPLE_LIMITS, codeOf, eventsOf } from '@/tests/support/conversations'
import { createUser, setUpKith } from '@/tests/support/environment'
import { incomingRequestIdsOf, inviteAndAccept, ownInvitations, tokenOf, usesOf } from '@/tests/support/invitations'
import { createInvitationInput } from './schema'
import { acceptInvitation, createInvitation, endInvitation, showInvitation } from './service'

const { published } = setUpKith({ limits: { ...AMPLE_LIMITS, friendsFree: 3, requestsPerDay: 5 } })

const ADDRESS = '192.0.2.1'

const friendIdsOf = async (viewer: Viewer) =>
  (await friendsOf(viewer, { status: 'accepted', direction: 'incoming', q: '', limit: 100 })).items.map(({ id }) => id)
const kindsOf = async (viewer: Viewer) =>
  (await notificationsOf(viewer, { cursor: undefined, limit: 100 })).items.map(({ kind, person }) => [kind, person.id])
const givingConsent = (uses = 1) => inviteAndAccept(uses, false)
const typesOf = async (viewer: Viewer) => (await eventsOf(viewer)).map(({ type }) => type)

describe('a new invitation', () => {
  it.each([
    [{}, false],
    [{ uses: 2 }, true],
    [{ asksFirst: true }, true],
    [{ uses: 2, asksFirst: false }, false],
  ])('with %j asks its owner first: %s', async (choice, asksFirst) => {
    const alice = await createUser('alice')
    const invitation = await createInvitation(alice, createInvitationInput.parse(choice))
    expect(invitation.asksFirst).toBe(asksFirst)
    expect(await showInvitation(undefined, tokenOf(invitation), ADDRESS)).toMatchObject({ asksFirst })
  })

  it('that was stored before there was a choice asks first', async () => {
    const { alice, bob, token } = await givingConsent()
    const row = { id: newId(), ownerId: alice.id, token: 'B'.repeat(22), usesLeft: 1, expiresAt: new Date(8.64e15 / 2) }
    await database()
      .insert(invitations)
      .values({ ...row, expiresAt: new Date(Date.now() + 3600_000) })
    expect(await acceptInvitation(bob, row.token)).toEqual({ status: 'pending' })
    expect(await acceptInvitation(bob, token)).toEqual({ status: 'accepted' })
  })
})

describe('accepting an invitation that does not ask first', () => {
  it('makes friends at once, takes its use, and tells both sides', async () => {
    const { alice, bob, id, token } = await givingConsent()
    expect(await acceptInvitation(bob, token)).toEqual({ status: 'accepted' })
    expect([await friendIdsOf(alice), await friendIdsOf(bob)]).toEqual([[bob.id], [alice.id]])
    expect((await ownInvitations(alice))[0]).toMatchObject({ usesLeft: 0, state: 'used_up' })
    expect(await usesOf(id)).toMatchObject([{ userId: bob.id }])
    expect(await typesOf(bob)).toEqual(['friend_accepted'])
    expect(await typesOf(alice)).toEqual(['settings_changed', 'friend_accepted', 'notification'])
    const told = published.filter(({ type }) => type === 'friend_accepted').map(({ userId }) => userId)
    expect(told.slice(-2)).toEqual([bob.id, alice.id])
    expect([await kindsOf(alice), await kindsOf(bob)]).toEqual([[['invitation_accepted', bob.id]], []])
    expect(await showInvitation(bob, token, ADDRESS)).toMatchObject({ relation: 'friends' })
  })

  it('accepts a request that the visitor had sent, and one that the owner had sent', async () => {
    const asked = await givingConsent()
    await requestFriendship(asked.bob, asked.alice.id)
    expect(await acceptInvitation(asked.bob, asked.token)).toEqual({ status: 'accepted' })
    expect(await incomingRequestIdsOf(asked.alice)).toEqual([])
    expect(await kindsOf(asked.alice)).toEqual([['invitation_accepted', asked.bob.id]])
    const asking = await givingConsent()
    await requestFriendship(asking.alice, asking.bob.id)
    expect(await acceptInvitation(asking.bob, asking.token)).toEqual({ status: 'accepted' })
    expect([await kindsOf(asking.alice), await kindsOf(asking.bob)]).toEqual([[['friend_accepted', asking.bob.id]], []])
  })

  it('takes no use where no friendship came of it', async () => {
    const { alice, bob, id, token } = await givingConsent()
    await requestFriendship(bob, alice.id)
    await declineRequest(alice, bob.id)
    expect(await codeOf(acceptInvitation(bob, token))).toBe('request_cooldown')
    await requestFriendship(alice, bob.id)
    await acceptRequest(bob, alice.id)
    expect(await codeOf(acceptInvitation(bob, token))).toBe('already_friends')
    for (const full of ['owner', 'visitor']) {
      const pair = await givingConsent()
      const { id: fullId } = full === 'owner' ? pair.alice : pair.bob
      await database().update(users).set({ friendCount: 3 }).where(eq(users.id, fullId))
      expect(await codeOf(acceptInvitation(pair.bob, pair.token))).toBe('friend_limit_reached')
      expect(await usesOf(pair.id)).toEqual([])
    }
    expect(await usesOf(id)).toEqual([])
  })

  it('counts as a request of that day', async () => {
    const bob = await createUser('bob')
    for (let n = 0; n < 5; n++) await requestFriendship(bob, (await createUser('other')).id)
    const { alice, token } = await givingConsent()
    expect(await codeOf(acceptInvitation(bob, token))).toBe('rate_limited')
    expect(await friendIdsOf(alice)).toEqual([])
  })

  it.each(['alice', 'bob'] as const)('is refused as not valid when %s has blocked the other', async (who) => {
    const people = await givingConsent()
    const { alice, bob, id, token } = people
    await block(people[who], (who === 'alice' ? bob : alice).id)
    expect(await codeOf(acceptInvitation(bob, token))).toBe('not_found')
    expect(await friendIdsOf(alice)).toEqual([])
    expect(await usesOf(id)).toEqual([])
  })

  it('happens once for each person: after the friendship has ended, the link asks', async () => {
    const { alice, bob, token } = await givingConsent()
    await acceptInvitation(bob, token)
    await unfriend(alice, bob.id)
    expect(await showInvitation(bob, token, ADDRESS)).toMatchObject({ relation: 'none', asksFirst: true })
    expect(await acceptInvitation(bob, token)).toEqual({ status: 'pending' })
    expect(await friendIdsOf(alice)).toEqual([])
    expect(await incomingRequestIdsOf(alice)).toEqual([bob.id])
  })
})

describe('at the same moment', () => {
  it('two people on one use are one friend and one who is told that it is not valid', async () => {
    for (let round = 0; round < 5; round++) {
      const { alice, bob, id, token } = await givingConsent()
      const carol = await createUser('carol')
      const codes = await Promise.all([bob, carol].map((guest) => codeOf(acceptInvitation(guest, token))))
      expect(codes.toSorted()).toEqual(['done', 'not_found'])
      const winner = codes[0] === 'done' ? bob : carol
      expect(await friendIdsOf(alice)).toEqual([winner.id])
      expect(await usesOf(id)).toMatchObject([{ userId: winner.id }])
      expect((await ownInvitations(alice))[0]).toMatchObject({ uses: 1, usesLeft: 0 })
    }
  })

  it('twenty calls of one person are one friendship and one use', async () => {
    const { alice, bob, id, token } = await givingConsent(20)
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => codeOf(acceptInvitation(bob, token))))
    expect(outcomes.toSorted()).toEqual([...Array(19).fill('already_friends'), 'done'])
    expect(await friendIdsOf(alice)).toEqual([bob.id])
    expect(await usesOf(id)).toHaveLength(1)
  })

  it('the last place among the friends of the owner is taken once', async () => {
    const { alice, bob, token } = await givingConsent(2)
    const carol = await createUser('carol')
    await database().update(users).set({ friendCount: 2 }).where(eq(users.id, alice.id))
    const codes = await Promise.all([bob, carol].map((guest) => codeOf(acceptInvitation(guest, token))))
    expect(codes.toSorted()).toEqual(['done', 'friend_limit_reached'])
    expect(await friendIdsOf(alice)).toHaveLength(1)
  })

  it('accepting, and a request of the owner to the visitor, make one friendship', async () => {
    const { alice, bob, token } = await givingConsent()
    const [accepted, requested] = await Promise.all([
      codeOf(acceptInvitation(bob, token)),
      codeOf(requestFriendship(alice, bob.id)),
    ])
    expect([accepted, requested]).toEqual(['done', expect.stringMatching(/^(done|already_friends)$/)])
    expect(await friendIdsOf(alice)).toEqual([bob.id])
  })

  it('accepting and the end of the invitation agree on who was in time', async () => {
    const { alice, bob, id, token } = await givingConsent()
    const [code] = await Promise.all([codeOf(acceptInvitation(bob, token)), endInvitation(alice, id)])
    expect(await friendIdsOf(alice)).toEqual(code === 'done' ? [bob.id] : [])
    expect(await usesOf(id)).toHaveLength(code === 'done' ? 1 : 0)
  })
})
