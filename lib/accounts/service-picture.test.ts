import { count } from 'drizzle-orm'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { database } from '@/db/client'
import { pictures } from '@/db/schema'
import { block, unblock } from '@/lib/blocks/service'
import { newId } from '@/lib/ids'
import type { Viewer } from '@/lib/session/viewer'
import { createConversation, eventsOf, refusalOf } from '@/tests/support/conversations'
import { createUser, setUpKith } from '@/tests/support/environment'
import { me } from './service-me'
import { changePicture, pictureFor, removePicture } from './service-picture'

setUpKith({ limits: { profileChangesPerHour: 4 } })

const square = (colour: string) =>
  sharp({ create: { width: 64, height: 64, channels: 3, background: colour } })
    .png()
    .toBuffer()
const withPicture = async (viewer: Viewer, colour = 'red') =>
  (await changePicture(viewer, await square(colour))).pictureId ?? ''
const changesHeard = async (viewer: Viewer) =>
  (await eventsOf(viewer)).flatMap(({ type, data }) => (type === 'profile_changed' ? [data] : []))
const nothing = { status: 404, code: 'not_found', message: expect.any(String) }

it('each picture has a new id, and the previous one is gone', async () => {
  const { alice, bob } = await createConversation()
  const first = await withPicture(alice)
  expect((await me(alice)).user.pictureId).toBe(first)
  const shown = await pictureFor(bob, first)
  expect(await sharp(shown).metadata()).toMatchObject({ format: 'webp', width: 512 })

  const second = await withPicture(alice)
  expect(second).not.toBe(first)
  expect(await pictureFor(bob, second)).toEqual(shown)
  expect(await refusalOf(pictureFor(bob, first))).toMatchObject(nothing)
  expect(await changesHeard(bob)).toMatchObject([{ user: { pictureId: second } }, { user: { pictureId: second } }])
  expect(await database().select({ n: count() }).from(pictures)).toEqual([{ n: 1 }])
})

it('a removed picture is gone for everybody, and a second removal announces nothing', async () => {
  const { alice, bob } = await createConversation()
  const id = await withPicture(alice)
  await removePicture(alice)
  expect((await me(alice)).user.pictureId).toBeNull()
  for (const viewer of [alice, bob]) expect(await refusalOf(pictureFor(viewer, id))).toMatchObject(nothing)
  expect((await changesHeard(bob)).at(-1)).toMatchObject({ user: { pictureId: null } })
  await removePicture(alice)
  expect(await changesHeard(bob)).toHaveLength(2)
})

it('a picture is visible to signed-in users, and 404 with a block', async () => {
  const [alice, stranger, blocker, blocked] = await Promise.all([
    createUser(),
    createUser(),
    createUser(),
    createUser(),
  ])
  const id = await withPicture(alice)
  for (const viewer of [alice, stranger, blocker, blocked]) await pictureFor(viewer, id)
  await block(blocker, alice.id)
  await block(alice, blocked.id)
  const never = await refusalOf(pictureFor(stranger, newId()))
  expect(never).toMatchObject(nothing)
  for (const viewer of [blocker, blocked]) expect(await refusalOf(pictureFor(viewer, id))).toEqual(never)
  await pictureFor(stranger, id)
  await unblock(alice, blocked.id)
  await pictureFor(blocked, id)
})

it('an invalid picture changes nothing and counts against the limit', async () => {
  const { alice, bob } = await createConversation()
  const id = await withPicture(alice)
  for (let n = 0; n < 3; n++)
    expect(await refusalOf(changePicture(alice, Buffer.from('<svg/>')))).toMatchObject({
      status: 422,
      code: 'invalid',
      errors: { picture: expect.any(String) },
    })
  expect(await refusalOf(changePicture(alice, await square('blue')))).toMatchObject({
    status: 429,
    code: 'rate_limited',
  })
  expect((await me(alice)).user.pictureId).toBe(id)
  expect(await changesHeard(bob)).toHaveLength(1)
})

it('two concurrent pictures leave one, the one that the profile names', async () => {
  const alice = await createUser()
  await Promise.all([withPicture(alice, 'red'), withPicture(alice, 'blue')])
  const { pictureId } = (await me(alice)).user
  expect(await sharp(await pictureFor(alice, pictureId ?? '')).metadata()).toMatchObject({ format: 'webp' })
})
