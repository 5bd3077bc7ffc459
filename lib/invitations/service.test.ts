import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { database } from '@/db/client'
import { invitations, users } from '@/db/schema'
import { applyEvent, queries } from '@/lib/events/apply-event'
import { parseLogEvent } from '@/lib/events/parse-event'
import { acceptRequest, cancelRequest, declineRequest, requestFriendship } from '@/lib/friends/service'
import { purgeExpired } from '@/lib/housekeeping/service'
import { newId } from '@/lib/ids'
import { STALE } from '@/lib/pages'
import type { Viewer } from '@/lib/session/viewer'
import { codeOf, eventsOf, refusalOf } from '@/tests/support/conversations'
import { createUser, setUpKith } from '@/tests/support/environment'
import {
  expire,
  incomingRequestIdsOf,
  invitationInput,
  inviteAndAccept,
  ownInvitations,
  usesOf,
} from '@/tests/support/invitations'
import { acceptInvitation, createInvitation, endInvitation, invitationsOf, showInvitation } from './service'

const { published } = setUpKith({ limits: { invitations: 3, invitationsPerDay: 6 } })

const ADDRESS = '192.0.2.1'

/** The list of a tab that has applied the events after this seq. */
const listAfterEventsOf = async (viewer: Viewer, from = 0) =>
  (await eventsOf(viewer)).slice(from).reduce((list: unknown, event) => {
    const known = parseLogEvent(event)
    return known && list !== STALE ? applyEvent(queries.invitations.key(), list, known, viewer.id) : list
  }, 'as it was')

describe('an owner', () => {
  it('an owner lists only their own invitations, newest first and in pages', async () => {
    const [alice, bob] = await Promise.all([createUser('alice'), createUser('bob')])
    const first = await createInvitation(alice, invitationInput('Choir'))
    const second = await createInvitation(alice, invitationInput('Book club', 5, 30))
    expect(second).toMatchObject({ label: 'Book club', uses: 5, usesLeft: 5, revoked: false, state: 'live' })
    expect(Date.parse(second.expiresAt) - Date.parse(second.createdAt)).toBeCloseTo(30 * 24 * 3600_000, -4)
    expect(await invitationsOf(alice, { limit: 50 })).toEqual({ items: [second, first], nextCursor: null })
    const page = await invitationsOf(alice, { limit: 1 })
    expect(page).toEqual({ items: [second], nextCursor: second.id })
    expect(await invitationsOf(alice, { limit: 1, cursor: second.id })).toEqual({ items: [first], nextCursor: null })
    expect(await ownInvitations(bob)).toEqual([])
  })

  it('two invitations have different links of 22 characters', async () => {
    const alice = await createUser('alice')
    const [one, two] = [
      await createInvitation(alice, invitationInput()),
      await createInvitation(alice, invitationInput()),
    ]
    for (const { path } of [one, two]) expect(path).toMatch(/^\/i\/[\w-]{22}$/)
    expect(one.path).not.toBe(two.path)
  })

  it('the number of open invitations is limited, also for concurrent requests', async () => {
    const alice = await createUser('alice')
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, () => codeOf(createInvitation(alice, invitationInput()))),
    )
    expect(outcomes.sort()).toEqual([...Array(3).fill('done'), ...Array(3).fill('invitation_limit_reached')])
    const [one, two] = await ownInvitations(alice)
    await expire(one?.id ?? '')
    expect(await codeOf(createInvitation(alice, invitationInput()))).toBe('done')
    expect(await codeOf(createInvitation(alice, invitationInput()))).toBe('invitation_limit_reached')
    await endInvitation(alice, two?.id ?? '')
    expect(await codeOf(createInvitation(alice, invitationInput()))).toBe('done')
    await expire((await ownInvitations(alice))[0]?.id ?? '')
    expect(await codeOf(createInvitation(alice, invitationInput()))).toBe('done')
    await expire((await ownInvitations(alice))[0]?.id ?? '')
    expect(await codeOf(createInvitation(alice, invitationInput()))).toBe('rate_limited')
  })

  it('an owner can end an invitation repeatedly, and another user cannot', async () => {
    const { alice, bob, id } = await inviteAndAccept()
    expect(await refusalOf(endInvitation(bob, id))).toEqual(await refusalOf(endInvitation(bob, newId())))
    expect((await ownInvitations(alice))[0]).toMatchObject({ revoked: false, state: 'live' })
    await endInvitation(alice, id)
    const [ended] = await database().select().from(invitations).where(eq(invitations.id, id))
    await endInvitation(alice, id)
    expect((await ownInvitations(alice))[0]).toMatchObject({ revoked: true, state: 'revoked' })
    expect(await database().select().from(invitations).where(eq(invitations.id, id))).toEqual([ended])
  })

  it('changes of an invitation are published to every device of its owner', async () => {
    const { alice, id } = await inviteAndAccept()
    await endInvitation(alice, id)
    expect((await eventsOf(alice)).map(({ type }) => type)).toEqual(['settings_changed', 'settings_changed'])
    expect(published.filter(({ userId }) => userId === alice.id)).toHaveLength(2)
    expect(await listAfterEventsOf(alice)).toBe(STALE)
  })

  it('an acceptance publishes a change to the owner, and none to the guest', async () => {
    const { alice, bob, token } = await inviteAndAccept()
    const before = (await eventsOf(alice)).length
    await acceptInvitation(bob, token)
    expect(await listAfterEventsOf(alice, before)).toBe(STALE)
    expect(await listAfterEventsOf(bob)).toBe('as it was')
  })
})

describe('a link', () => {
  it('an invitation shows its owner, without a picture to a visitor who is signed out', async () => {
    const { alice, bob, token } = await inviteAndAccept()
    const pictureId = newId()
    await database().update(users).set({ pictureId }).where(eq(users.id, alice.id))
    const owner = { id: alice.id, username: expect.stringMatching(/^alice_/), displayName: 'alice' }
    expect(await showInvitation(undefined, token, ADDRESS)).toEqual({
      owner: { ...owner, pictureId: null },
      asksFirst: true,
      relation: null,
    })
    expect(await showInvitation(bob, token, ADDRESS)).toEqual({
      owner: { ...owner, pictureId },
      asksFirst: true,
      relation: 'none',
    })
    expect(await showInvitation(alice, token, ADDRESS)).toMatchObject({ relation: 'self' })
    expect(await incomingRequestIdsOf(alice)).toEqual([])
  })

  it('accepting an invitation sends a friend request and takes a use', async () => {
    const { alice, bob, id, token } = await inviteAndAccept(2)
    expect(await acceptInvitation(bob, token)).toEqual({ status: 'pending' })
    expect(await incomingRequestIdsOf(alice)).toEqual([bob.id])
    expect((await ownInvitations(alice))[0]).toMatchObject({ uses: 2, usesLeft: 1, state: 'live' })
    expect(await usesOf(id)).toMatchObject([{ userId: bob.id }])
    expect((await eventsOf(alice)).map(({ type }) => type)).toContain('friend_request')
  })

  it('accepting an invitation makes friends at once when the owner has sent a request', async () => {
    const { alice, bob, token } = await inviteAndAccept()
    await requestFriendship(alice, bob.id)
    expect(await acceptInvitation(bob, token)).toEqual({ status: 'accepted' })
    expect((await ownInvitations(alice))[0]).toMatchObject({ usesLeft: 0, state: 'used_up' })
    expect(await showInvitation(bob, token, ADDRESS)).toMatchObject({ relation: 'friends' })
  })

  it('the owner cannot accept their own invitation', async () => {
    const { alice, id, token } = await inviteAndAccept()
    expect(await refusalOf(acceptInvitation(alice, token))).toMatchObject({ status: 409, code: 'own_invitation' })
    expect(await usesOf(id)).toEqual([])
  })

  it('a user who accepted an invitation can ask again without taking a second use', async () => {
    const { alice, bob, id, token } = await inviteAndAccept(1)
    await acceptInvitation(bob, token)
    expect(await codeOf(acceptInvitation(bob, token))).toBe('request_already_sent')
    expect(await showInvitation(bob, token, ADDRESS)).toMatchObject({ relation: 'outgoing' })
    await cancelRequest(bob, alice.id)
    expect(await acceptInvitation(bob, token)).toEqual({ status: 'pending' })
    expect(await usesOf(id)).toHaveLength(1)
    expect((await ownInvitations(alice))[0]).toMatchObject({ uses: 1, usesLeft: 0 })
  })

  it('an acceptance that creates no request takes no use', async () => {
    const { alice, bob, id, token } = await inviteAndAccept()
    await requestFriendship(bob, alice.id)
    expect(await codeOf(acceptInvitation(bob, token))).toBe('request_already_sent')
    await declineRequest(alice, bob.id)
    expect(await codeOf(acceptInvitation(bob, token))).toBe('request_cooldown')
    await requestFriendship(alice, bob.id)
    await acceptRequest(bob, alice.id)
    expect(await codeOf(acceptInvitation(bob, token))).toBe('already_friends')
    const carol = await createUser('carol')
    await database().update(users).set({ friendCount: 500 }).where(eq(users.id, carol.id))
    expect(await codeOf(acceptInvitation(carol, token))).toBe('friend_limit_reached')
    expect(await usesOf(id)).toEqual([])
    expect((await ownInvitations(alice))[0]).toMatchObject({ usesLeft: 1, state: 'live' })
  })
})

it('an invitation and its list of guests are deleted thirty days after its end', async () => {
  const { alice, bob, id, token } = await inviteAndAccept()
  await acceptInvitation(bob, token)
  const revoked = await createInvitation(alice, invitationInput())
  await endInvitation(alice, revoked.id)
  const kept = await createInvitation(alice, invitationInput())
  await expire(kept.id, '29 days')
  await purgeExpired()
  expect(await ownInvitations(alice)).toHaveLength(3)
  await expire(id, '31 days')
  await database()
    .update(invitations)
    .set({ revokedAt: sql`now() - interval '31 days'` })
    .where(eq(invitations.id, revoked.id))
  await purgeExpired()
  expect((await ownInvitations(alice)).map((invitation) => invitation.id)).toEqual([kept.id])
  expect(await usesOf(id)).toEqual([])
})
