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
  it('are friends of friends, those with the most in common first and then by username', async () => {
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

  it('are at most twenty, the first by username of those with equally many in common', async () => {
    const [viewer, friend] = await people('viewer', 'friend')
    if (!viewer || !friend) throw new Error('nobody there')
    await befriend(viewer, friend)
    const names = Array.from({ length: 25 }, (_, index) => `p${String.fromCharCode(121 - index)}`)
    for (const name of names) await befriend(friend, await createUser(name))
    const shown = (await suggestionsFor(viewer)).map(({ displayName }) => displayName)
    expect(shown).toEqual(names.toSorted().slice(0, 20))
  })

  it('are no longer there once there is a request, a friendship or a block, and again after it', async () => {
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

  it('do not come through somebody who was blocked, and not through one with a request', async () => {
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
  it('does not come back, for the one who dismissed it alone', async () => {
    const { viewer, person } = await newChain()
    await dismissSuggestion(viewer, person.id)
    await dismissSuggestion(viewer, person.id)
    expect(await idsFor(viewer)).toEqual([])
    expect(await idsFor(person)).toEqual([viewer.id])
    expect(await dismissedBy(viewer)).toHaveLength(1)
  })

  it('is answered alike for nobody, for a blocker and for oneself, and kept only of somebody', async () => {
    const { viewer, person } = await newChain()
    await block(person, viewer.id)
    for (const id of [newId(), viewer.id, person.id]) expect(await dismissSuggestion(viewer, id)).toBeUndefined()
    expect((await dismissedBy(viewer)).map(({ dismissedId }) => dismissedId)).toEqual([person.id])
  })
})
