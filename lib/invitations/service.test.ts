import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { database } from '@/db/client'
import { invitations, users } from '@/db/schema'
import { applyEvent, queryKeys } from '@/lib/events/apply-event'
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
  inviteAndAccept,
  ownInvitations,
  requestByInvitation,
  usesOf,
  waitingFor,
} from '@/tests/support/invitations'
import { acceptInvitation, createInvitation, endInvitation, invitationsOf, showInvitation } from './service'

const { heard } = setUpKith({ limits: { invitations: 3, invitationsPerDay: 6 } })

const ADDRESS = '192.0.2.1'

/** The list of a tab that has heard the events from that place in the log on. */
const listAfterEventsOf = async (viewer: Viewer, from = 0) =>
  (await eventsOf(viewer)).slice(from).reduce((list: unknown, event) => {
    const known = parseLogEvent(event)
    return known && list !== STALE ? applyEvent(queryKeys.invitations, list, known, viewer.id) : list
  }, 'as it was')

describe('an owner', () => {
  it('sees the own ones, newest first, page by page, and nobody else’s', async () => {
    const [alice, bob] = await Promise.all([createUser('alice'), createUser('bob')])
    const first = await createInvitation(alice, requestByInvitation('Choir'))
    const second = await createInvitation(alice, requestByInvitation('Book club', 5, 30))
    expect(second).toMatchObject({ label: 'Book club', uses: 5, usesLeft: 5, revoked: false, state: 'live' })
    expect(Date.parse(second.expiresAt) - Date.parse(second.createdAt)).toBeCloseTo(30 * 24 * 3600_000, -4)
    expect(await invitationsOf(alice, { limit: 50 })).toEqual({ items: [second, first], nextCursor: null })
    const page = await invitationsOf(alice, { limit: 1 })
    expect(page).toEqual({ items: [second], nextCursor: second.id })
    expect(await invitationsOf(alice, { limit: 1, cursor: second.id })).toEqual({ items: [first], nextCursor: null })
    expect(await ownInvitations(bob)).toEqual([])
  })

  it('has links that share nothing with each other', async () => {
    const alice = await createUser('alice')
    const [one, two] = [
      await createInvitation(alice, requestByInvitation()),
      await createInvitation(alice, requestByInvitation()),
    ]
    for (const { path } of [one, two]) expect(path).toMatch(/^\/i\/[\w-]{22}$/)
    expect(one.path).not.toBe(two.path)
  })

  it('has so many open at a time, however many tabs ask at once', async () => {
    const alice = await createUser('alice')
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, () => codeOf(createInvitation(alice, requestByInvitation()))),
    )
    expect(outcomes.sort()).toEqual([...Array(3).fill('done'), ...Array(3).fill('invitation_limit_reached')])
    const [one, two] = await ownInvitations(alice)
    await expire(one?.id ?? '')
    expect(await codeOf(createInvitation(alice, requestByInvitation()))).toBe('done')
    expect(await codeOf(createInvitation(alice, requestByInvitation()))).toBe('invitation_limit_reached')
    await endInvitation(alice, two?.id ?? '')
    expect(await codeOf(createInvitation(alice, requestByInvitation()))).toBe('done')
    await expire((await ownInvitations(alice))[0]?.id ?? '')
    expect(await codeOf(createInvitation(alice, requestByInvitation()))).toBe('done')
    await expire((await ownInvitations(alice))[0]?.id ?? '')
    expect(await codeOf(createInvitation(alice, requestByInvitation()))).toBe('rate_limited')
  })

  it('ends one as often as they like, and nobody else’s', async () => {
    const { alice, bob, id } = await inviteAndAccept()
    expect(await refusalOf(endInvitation(bob, id))).toEqual(await refusalOf(endInvitation(bob, newId())))
    expect((await ownInvitations(alice))[0]).toMatchObject({ revoked: false, state: 'live' })
    await endInvitation(alice, id)
    const [ended] = await database().select().from(invitations).where(eq(invitations.id, id))
    await endInvitation(alice, id)
    expect((await ownInvitations(alice))[0]).toMatchObject({ revoked: true, state: 'revoked' })
    expect(await database().select().from(invitations).where(eq(invitations.id, id))).toEqual([ended])
  })

  it('hears of the own changes on every device', async () => {
    const { alice, id } = await inviteAndAccept()
    await endInvitation(alice, id)
    expect((await eventsOf(alice)).map(({ type }) => type)).toEqual(['settings_changed', 'settings_changed'])
    expect(heard.filter(({ userId }) => userId === alice.id)).toHaveLength(2)
    expect(await listAfterEventsOf(alice)).toBe(STALE)
  })

  it('looks again when somebody has come by one; the guest has nothing new to see', async () => {
    const { alice, bob, token } = await inviteAndAccept()
    const before = (await eventsOf(alice)).length
    await acceptInvitation(bob, token)
    expect(await listAfterEventsOf(alice, before)).toBe(STALE)
    expect(await listAfterEventsOf(bob)).toBe('as it was')
  })
})

describe('a link', () => {
  it('shows who invites, to somebody signed out without their picture', async () => {
    const { alice, bob, token } = await inviteAndAccept()
    const pictureId = newId()
    await database().update(users).set({ pictureId }).where(eq(users.id, alice.id))
    const owner = { id: alice.id, username: expect.stringMatching(/^alice_/), displayName: 'alice' }
    expect(await showInvitation(undefined, token, ADDRESS)).toEqual({
      owner: { ...owner, pictureId: null },
      relation: null,
    })
    expect(await showInvitation(bob, token, ADDRESS)).toEqual({ owner: { ...owner, pictureId }, relation: 'none' })
    expect(await showInvitation(alice, token, ADDRESS)).toMatchObject({ relation: 'self' })
    expect(await waitingFor(alice)).toEqual([])
  })

  it('leads to a request and takes a use', async () => {
    const { alice, bob, id, token } = await inviteAndAccept(2)
    expect(await acceptInvitation(bob, token)).toEqual({ status: 'pending' })
    expect(await waitingFor(alice)).toEqual([bob.id])
    expect((await ownInvitations(alice))[0]).toMatchObject({ uses: 2, usesLeft: 1, state: 'live' })
    expect(await usesOf(id)).toMatchObject([{ userId: bob.id }])
    expect((await eventsOf(alice)).map(({ type }) => type)).toContain('friend_request')
  })

  it('makes friends at once of two who meet half-way', async () => {
    const { alice, bob, token } = await inviteAndAccept()
    await requestFriendship(alice, bob.id)
    expect(await acceptInvitation(bob, token)).toEqual({ status: 'accepted' })
    expect((await ownInvitations(alice))[0]).toMatchObject({ usesLeft: 0, state: 'used_up' })
    expect(await showInvitation(bob, token, ADDRESS)).toMatchObject({ relation: 'friends' })
  })

  it('is not for its owner', async () => {
    const { alice, id, token } = await inviteAndAccept()
    expect(await refusalOf(acceptInvitation(alice, token))).toMatchObject({ status: 409, code: 'own_invitation' })
    expect(await usesOf(id)).toEqual([])
  })

  it('keeps the place of who came by it, who may ask again and takes no second one', async () => {
    const { alice, bob, id, token } = await inviteAndAccept(1)
    await acceptInvitation(bob, token)
    expect(await codeOf(acceptInvitation(bob, token))).toBe('request_already_sent')
    expect(await showInvitation(bob, token, ADDRESS)).toMatchObject({ relation: 'outgoing' })
    await cancelRequest(bob, alice.id)
    expect(await acceptInvitation(bob, token)).toEqual({ status: 'pending' })
    expect(await usesOf(id)).toHaveLength(1)
    expect((await ownInvitations(alice))[0]).toMatchObject({ uses: 1, usesLeft: 0 })
  })

  it('takes no use where no request came of it', async () => {
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

it('is forgotten thirty days after its end, with who came by it', async () => {
  const { alice, bob, id, token } = await inviteAndAccept()
  await acceptInvitation(bob, token)
  const revoked = await createInvitation(alice, requestByInvitation())
  await endInvitation(alice, revoked.id)
  const kept = await createInvitation(alice, requestByInvitation())
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
