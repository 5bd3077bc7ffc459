import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { database } from '@/db/client'
import { suggestionDismissals } from '@/db/schema'
import { block, unblock } from '@/lib/blocks/service'
import { newId } from '@/lib/ids'
import type { Viewer } from '@/lib/session/viewer'
import { befriend } from '@/tests/support/conversations'
import { createUser, setUpKith } from '@/tests/support/environment'
import { requestFriendship, unfriend } from './service'
import { dismissSuggestion, suggestionsFor } from './service-suggestions'

setUpKith({ limits: { requestsPerDay: 1e9, pendingOutgoing: 1e9 } })

const people = (...names: string[]) => Promise.all(names.map((name) => createUser(name)))
const idsFor = async (viewer: Viewer) => (await suggestionsFor(viewer)).map(({ id }) => id)

/** A viewer with one friend, and somebody whom that friend knows. */
async function newChain() {
  const [viewer, friend, person] = await people('viewer', 'friend', 'person')
  if (!viewer || !friend || !person) throw new Error('nobody there')
  await befriend(viewer, friend)
  await befriend(friend, person)
  return { viewer, friend, person }
}

const dismissedBy = ({ id }: Viewer) =>
  database().select().from(suggestionDismissals).where(eq(suggestionDismissals.userId, id))

describe('suggestions', () => {
  it('suggestions are friends of friends, by number of mutual friends and then by username', async () => {
    const { viewer, friend, person } = await newChain()
    const [other, known, anna, far] = await people('other', 'known', 'anna', 'far')
    if (!other || !known || !anna || !far) throw new Error('nobody there')
    await befriend(viewer, other)
    for (const one of [friend, other]) await befriend(one, known)
    await befriend(friend, anna)
    await befriend(person, far) // A friend of a friend of a friend.
    const suggestions = await suggestionsFor(viewer)
    expect(suggestions.map(({ id, mutual }) => [id, mutual])).toEqual([
      [known.id, 2],
      [anna.id, 1],
      [person.id, 1],
    ])
    expect(Object.keys(suggestions[0] ?? {}).sort()).toEqual(['displayName', 'id', 'mutual', 'pictureId', 'username'])
  })

  it('at most twenty suggestions are returned, the first by username among equal ones', async () => {
    const [viewer, friend] = await people('viewer', 'friend')
    if (!viewer || !friend) throw new Error('nobody there')
    await befriend(viewer, friend)
    const names = Array.from({ length: 25 }, (_, index) => `p${String.fromCharCode(121 - index)}`)
    for (const name of names) await befriend(friend, await createUser(name))
    const shown = (await suggestionsFor(viewer)).map(({ displayName }) => displayName)
    expect(shown).toEqual(names.toSorted().slice(0, 20))
  })

  it('a person with a request, a friendship or a block is not suggested, and is again when that ended', async () => {
    const { viewer, person } = await newChain()
    expect(await idsFor(viewer)).toEqual([person.id])
    await requestFriendship(person, viewer.id)
    expect(await idsFor(viewer)).toEqual([])
    await requestFriendship(viewer, person.id)
    expect(await idsFor(viewer)).toEqual([])
    await unfriend(viewer, person.id)
    expect(await idsFor(viewer)).toEqual([person.id])
    await block(person, viewer.id)
    expect(await idsFor(viewer)).toEqual([])
    expect(await idsFor(person)).toEqual([])
    await unblock(person, viewer.id)
    expect(await idsFor(viewer)).toEqual([person.id])
  })

  it('a blocked person or one with only a request leads to no suggestions', async () => {
    const { viewer, friend, person } = await newChain()
    await block(viewer, friend.id)
    expect(await idsFor(viewer)).toEqual([])
    const [asked] = await people('asked')
    if (!asked) throw new Error('nobody there')
    await befriend(asked, person)
    await requestFriendship(viewer, asked.id)
    expect(await idsFor(viewer)).toEqual([])
  })
})

describe('a suggestion that is dismissed', () => {
  it('a dismissed suggestion does not return for the viewer who dismissed it', async () => {
    const { viewer, person } = await newChain()
    await dismissSuggestion(viewer, person.id)
    await dismissSuggestion(viewer, person.id)
    expect(await idsFor(viewer)).toEqual([])
    expect(await idsFor(person)).toEqual([viewer.id])
    expect(await dismissedBy(viewer)).toHaveLength(1)
  })

  it('dismissing an unknown id, a blocker or oneself gives the same answer, and only a real dismissal is stored', async () => {
    const { viewer, person } = await newChain()
    await block(person, viewer.id)
    for (const id of [newId(), viewer.id, person.id]) expect(await dismissSuggestion(viewer, id)).toBeUndefined()
    expect((await dismissedBy(viewer)).map(({ dismissedId }) => dismissedId)).toEqual([person.id])
  })
})
