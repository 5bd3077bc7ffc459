import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { database } from '@/db/client'
import { insertUser } from '@/db/queries/users'
import { blocks, oauthAccounts } from '@/db/schema'
import { block, unblock } from '@/lib/blocks/service'
import { acceptRequest, requestFriendship } from '@/lib/friends/service'
import { newId } from '@/lib/ids'
import type { Viewer } from '@/lib/session/viewer'
import { codeOf, refusalOf } from '@/tests/support/conversations'
import { createUser, setUpKith } from '@/tests/support/environment'
import { searchPeopleInput } from './schema'
import { searchPeople } from './service-search'

setUpKith({ limits: { searchPerMinute: 8 } })

/** A name that no other test's people share. */
const newName = () => `n${newId().slice(-8)}`
const found = async (viewer: Viewer, q: string) =>
  (await searchPeople(viewer, searchPeopleInput.parse({ q }).q)).map(({ id }) => id)

describe('a search for people', () => {
  it('people are found by the beginning of username or name, in any case and with an @, without the viewer', async () => {
    const name = newName()
    const [alice, bob] = await Promise.all([createUser(name), createUser(name)])
    expect(await found(alice, name.toUpperCase())).toEqual([bob.id])
    expect(await found(alice, `@${name}_`)).toEqual([bob.id])
    for (const q of [name.slice(1), '%', '_']) expect(await found(alice, q)).toEqual([])
  })

  it('a person found has the relation to the viewer', async () => {
    const name = newName()
    const viewer = await createUser('viewer')
    const people = await Promise.all([createUser(name), createUser(name), createUser(name), createUser(name)])
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

  it('a search finds neither of two people after one has blocked the other', async () => {
    const name = newName()
    const [alice, bob] = await Promise.all([createUser(name), createUser(name)])
    await database().insert(blocks).values({ blockerId: bob.id, blockedId: alice.id })
    expect(await found(alice, name)).toEqual([])
    expect(await found(bob, name)).toEqual([])
  })

  it('people are found by the beginning of any word of a name, matches of usernames first', async () => {
    const name = newName()
    const viewer = await createUser('viewer')
    const named = (username: string, displayName: string) =>
      insertUser(database(), { id: newId(), username, displayName })
    await named(`zz_${name}`, `Anna ${name.toUpperCase()}`)
    await named(`${name}_b`, 'Bo')
    await named(`${name}_a`, `Cleo ${name}`)
    await named(`aa_${name}`, `${name} Dora`)
    await named(`bb_x${name}`, `Eve x${name}`) // In the middle of a word: not to be found.
    await named(name, 'Zed')
    const names = (await searchPeople(viewer, name)).map(({ username }) => username)
    expect(names).toEqual([name, `${name}_a`, `${name}_b`, `aa_${name}`, `zz_${name}`])
  })

  it('an exact match of a name is listed before similar names', async () => {
    const word = newName()
    const viewer = await createUser('viewer')
    const named = (username: string, displayName: string) =>
      insertUser(database(), { id: newId(), username, displayName })
    await named(`aa_${word}`, `Jose ${word}`)
    await named(`zz_${word}`, `José ${word}`)
    const names = async (q: string) => (await searchPeople(viewer, q)).map(({ displayName }) => displayName)
    expect(await names(`José ${word}`)).toEqual([`José ${word}`, `Jose ${word}`])
    expect(await names(`Jose ${word}`)).toEqual([`Jose ${word}`, `José ${word}`])
  })

  it('a person is found by the exact verified e-mail address in any case, and the address is not returned', async () => {
    const email = `${newName()}@example.org`
    const [viewer, owner] = await Promise.all([createUser('viewer'), createUser('owner')])
    await requestFriendship(owner, viewer.id)
    const account = { provider: 'google', providerAccountId: newId(), userId: owner.id }
    await database().insert(oauthAccounts).values(account)
    expect(await found(viewer, email)).toEqual([])
    await database().update(oauthAccounts).set({ verifiedEmail: email }).where(eq(oauthAccounts.userId, owner.id))
    const people = await searchPeople(viewer, ` ${email.toUpperCase()}`)
    expect(people).toEqual([
      { id: owner.id, username: expect.any(String), displayName: 'owner', pictureId: null, relation: 'incoming' },
    ])
    expect(JSON.stringify(people)).not.toContain(email)
    for (const q of [
      `@${email}`,
      email.slice(1),
      email.slice(0, -1),
      `${email}x`,
      '%@example.org',
      email.split('@')[0],
    ])
      expect(await found(viewer, q ?? '')).toEqual([])
    expect(await found(owner, email)).toEqual([])
  })

  it('a search by e-mail address finds each account with it once, and none with a block', async () => {
    const email = `${newName()}@example.org`
    const [viewer, other, blocker, blocked] = await Promise.all(
      ['viewer', 'other', 'blocker', 'blocked'].map((name) => createUser(name)),
    )
    if (!viewer || !other || !blocker || !blocked) throw new Error('nobody there')
    const own = (userId: string, provider = 'google') => ({
      userId,
      provider,
      providerAccountId: newId(),
      verifiedEmail: email,
    })
    await database()
      .insert(oauthAccounts)
      .values([own(viewer.id), own(other.id), own(other.id, 'github'), own(blocker.id), own(blocked.id)])
    expect((await found(viewer, email)).toSorted()).toEqual([other.id, blocker.id, blocked.id].toSorted())
    await database()
      .insert(blocks)
      .values([
        { blockerId: blocker.id, blockedId: viewer.id },
        { blockerId: viewer.id, blockedId: blocked.id },
      ])
    expect(await found(viewer, email)).toEqual([other.id])
    expect((await found(other, email)).toSorted()).toEqual([viewer.id, blocker.id, blocked.id].toSorted())
  })

  it('a search by the e-mail address of a blocked person finds nothing in either direction, also with a mutual block', async () => {
    const name = newName()
    const [alice, bob] = await Promise.all([createUser(name), createUser(name)])
    expect(await found(alice, name)).toEqual([bob.id])
    await block(alice, bob.id)
    for (const person of [alice, bob]) expect(await found(person, name)).toEqual([])
    await block(bob, alice.id)
    await unblock(alice, bob.id)
    for (const person of [alice, bob]) expect(await found(person, name)).toEqual([])
    await unblock(bob, alice.id)
    expect(await found(alice, name)).toEqual([bob.id])
  })

  it('searches for people are limited per minute', async () => {
    const viewer = await createUser('viewer')
    for (let n = 0; n < 8; n++) expect(await codeOf(searchPeople(viewer, 'x'))).toBe('done')
    const refusal = await refusalOf(searchPeople(viewer, 'x'))
    expect(refusal).toMatchObject({ status: 429, code: 'rate_limited' })
    expect(refusal.retryAfterSeconds).toBeLessThanOrEqual(60)
  })
})
