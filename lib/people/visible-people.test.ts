import { describe, expect, it } from 'vitest'
import { block } from '@/lib/blocks/service'
import { requestFriendship, unfriend } from '@/lib/friends/service'
import { suggestionsFor } from '@/lib/friends/service-suggestions'
import { newId } from '@/lib/ids'
import type { Viewer } from '@/lib/session/viewer'
import { findEndpoints, viaNext } from '@/tests/support/adapters'
import { befriend, codeOf, refusalOf } from '@/tests/support/conversations'
import { setUpKith, usernameOf } from '@/tests/support/environment'
import { createThreeUsers, type ThreeUsers } from '@/tests/support/three-users'
import { mutualFriendsOf, profileByUsername, profileOf } from './service-profile'
import { searchPeople } from './service-search'

setUpKith({ limits: { searchPerMinute: 1e9, requestsPerDay: 1e9 } })

const endpoints = await findEndpoints()

const mutualIds = async (viewer: Viewer, userId: string) =>
  (await mutualFriendsOf(viewer, { userId, limit: 50 })).items.map(({ id }) => id)

/** Sets up each relation. */
const relationSetups: Record<string, (three: ThreeUsers) => Promise<unknown>> = {
  stranger: async () => {},
  incoming: ({ viewer, person }) => requestFriendship(person, viewer.id),
  outgoing: ({ viewer, person }) => requestFriendship(viewer, person.id),
  friend: ({ viewer, person }) => befriend(viewer, person),
  'ex-friend': async ({ viewer, person }) => {
    await befriend(viewer, person)
    await unfriend(person, viewer.id)
  },
  blocked: ({ viewer, person }) => block(person, viewer.id),
  blocker: ({ viewer, person }) => block(viewer, person.id),
  'blocker of a friend': async ({ viewer, person }) => {
    await befriend(viewer, person)
    await block(viewer, person.id)
  },
  'blocked after asking': async ({ viewer, person }) => {
    await requestFriendship(viewer, person.id)
    await block(person, viewer.id)
  },
  'mutual blockers': async ({ viewer, person }) => {
    await block(viewer, person.id)
    await block(person, viewer.id)
  },
}

interface Seen {
  /** 'hidden' is the 404 of an unknown id. */
  relation: 'none' | 'incoming' | 'outgoing' | 'friends' | 'blocked' | 'hidden'
  isSuggested: boolean
}

const expected: Record<keyof typeof relationSetups, Seen> = {
  stranger: { relation: 'none', isSuggested: true },
  incoming: { relation: 'incoming', isSuggested: false },
  outgoing: { relation: 'outgoing', isSuggested: false },
  friend: { relation: 'friends', isSuggested: false },
  'ex-friend': { relation: 'none', isSuggested: true },
  blocked: { relation: 'hidden', isSuggested: false },
  blocker: { relation: 'blocked', isSuggested: false },
  'blocker of a friend': { relation: 'blocked', isSuggested: false },
  'blocked after asking': { relation: 'hidden', isSuggested: false },
  'mutual blockers': { relation: 'blocked', isSuggested: false },
}

describe.each(Object.entries(expected))('to somebody who is %s', (situation, { relation, isSuggested }) => {
  const isThere = relation !== 'hidden' && relation !== 'blocked'
  const arrange = async () => {
    const three = await createThreeUsers()
    await relationSetups[situation]?.(three)
    return { ...three, username: await usernameOf(three.person) }
  }

  it(`the profile by id and by username shows the relation of a viewer who is ${situation}`, async () => {
    const { viewer, person, username } = await arrange()
    const lookups = [() => profileOf(viewer, person.id), () => profileByUsername(viewer, username.toUpperCase())]
    for (const lookup of lookups) {
      const page = { id: person.id, username, displayName: 'person', relation }
      if (relation === 'hidden') expect(await refusalOf(lookup())).toEqual(await refusalOf(profileOf(viewer, newId())))
      else if (relation === 'blocked') expect(await lookup()).toEqual(page)
      else expect(await lookup()).toMatchObject({ ...page, bio: '', mutual: 1, online: false, lastSeenAt: null })
    }
  })

  it(`mutual friends, suggestions and search agree with the relation of a viewer who is ${situation}`, async () => {
    const { viewer, person, common, username } = await arrange()
    if (isThere) expect(await mutualIds(viewer, person.id)).toEqual([common.id])
    else expect(await codeOf(mutualIds(viewer, person.id))).toBe('not_found')
    const suggested = (await suggestionsFor(viewer)).filter(({ id }) => id === person.id)
    expect(suggested.map(({ mutual }) => mutual)).toEqual(isSuggested ? [1] : [])
    const found = await searchPeople(viewer, username)
    expect(found.map((one) => [one.id, one.relation])).toEqual(isThere ? [[person.id, relation]] : [])
  })
})

describe('over HTTP', () => {
  const ask = async (path: string, viewer: Viewer | undefined, userId: string) => {
    const endpoint = endpoints.find((one) => one.method === 'GET' && one.path === path)
    if (!endpoint) throw new Error('There is no such endpoint.')
    const response = await viaNext(endpoint, { params: { userId } }, viewer)
    return { status: response.status, headers: [...response.headers], body: await response.text() }
  }

  it.each(['/api/users/:userId', '/api/users/:userId/mutual'])(
    '%s answers byte for byte alike for a blocker, an unknown id and an invalid id',
    async (path) => {
      const { viewer, person } = await createThreeUsers()
      expect(await ask(path, viewer, person.id)).toMatchObject({ status: 200 })
      await block(person, viewer.id)
      const answer = await ask(path, viewer, person.id)
      expect(answer.status).toBe(404)
      for (const id of [newId(), crypto.randomUUID(), 'x', '0', '%00'])
        expect(await ask(path, viewer, id)).toEqual(answer)
      expect(await ask(path, undefined, person.id)).toEqual(await ask(path, undefined, newId()))
      expect(await ask(path, undefined, person.id)).toMatchObject({ status: 401 })
    },
  )

  it('blocking a user who has blocked the viewer gives the same profile as blocking an unknown id', async () => {
    const { viewer, person } = await createThreeUsers()
    await block(person, viewer.id)
    const nobody = newId()
    for (const id of [person.id, nobody]) await block(viewer, id)
    const [answer, ofNobody] = await Promise.all(
      [person.id, nobody].map(async (id) => {
        const { body, ...rest } = await ask('/api/users/:userId', viewer, id)
        return { ...rest, body: body.replace(id, 'ID') }
      }),
    )
    expect(answer).toEqual(ofNobody)
    expect(JSON.parse(answer?.body ?? '')).toEqual({ id: 'ID', username: null, displayName: null, relation: 'blocked' })
  })
})
