import { describe, expect, it } from 'vitest'
import { database } from '@/db/client'
import { blocks } from '@/db/schema'
import type { Viewer } from '@/lib/auth/viewer'
import { acceptRequest, requestFriendship } from '@/lib/friends/service'
import { newId } from '@/lib/ids'
import { newPerson, prepareKith } from '@/lib/testing/kith'
import { codeOf, refusalOf } from '@/lib/testing/talk'
import { searchPeopleInput } from './schema'
import { searchPeople } from './service-search'

prepareKith({ limits: { searchPerMinute: 6 } })

/** A name that no other test's people share. */
const newName = () => `n${newId().slice(-8)}`
const found = async (viewer: Viewer, q: string) =>
  (await searchPeople(viewer, searchPeopleInput.parse({ q }).q)).map(({ id }) => id)

describe('a search for people', () => {
  it('finds by the beginning of username or name, in any case and with an @, but not oneself', async () => {
    const name = newName()
    const [alice, bob] = await Promise.all([newPerson(name), newPerson(name)])
    expect(await found(alice, name.toUpperCase())).toEqual([bob.id])
    expect(await found(alice, `@${name}_`)).toEqual([bob.id])
    for (const q of [name.slice(1), '%', '_']) expect(await found(alice, q)).toEqual([])
  })

  it('tells how each person stands to the viewer', async () => {
    const name = newName()
    const viewer = await newPerson('viewer')
    const people = await Promise.all([newPerson(name), newPerson(name), newPerson(name), newPerson(name)])
    const [friend, asked, asking, stranger] = people.map(({ id }) => id)
    const [first, , third] = people
    if (!first || !third) throw new Error('nobody there')
    for (const person of people.slice(0, 2)) await requestFriendship(viewer, person.id)
    await acceptRequest(first, viewer.id)
    await requestFriendship(third, viewer.id)
    const relations = new Map((await searchPeople(viewer, name)).map(({ id, relation }) => [id, relation]))
    expect(relations).toEqual(
      new Map([
        [friend, 'friends'],
        [asked, 'outgoing'],
        [asking, 'incoming'],
        [stranger, 'none'],
      ]),
    )
  })

  it('never shows two people to each other once one has blocked the other', async () => {
    const name = newName()
    const [alice, bob] = await Promise.all([newPerson(name), newPerson(name)])
    await database().insert(blocks).values({ blockerId: bob.id, blockedId: alice.id })
    expect(await found(alice, name)).toEqual([])
    expect(await found(bob, name)).toEqual([])
  })

  it('is one of a few a minute', async () => {
    const viewer = await newPerson('viewer')
    for (let n = 0; n < 6; n++) expect(await codeOf(searchPeople(viewer, 'x'))).toBe('done')
    const refusal = await refusalOf(searchPeople(viewer, 'x'))
    expect(refusal).toMatchObject({ status: 429, code: 'rate_limited' })
    expect(refusal.retryAfterSeconds).toBeLessThanOrEqual(60)
  })
})
