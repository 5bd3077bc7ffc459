import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { changePicture } from '@/lib/accounts/service-picture'
import type { Viewer } from '@/lib/auth/viewer'
import { block } from '@/lib/friends/service-block'
import { newId } from '@/lib/ids'
import { createInvitation } from '@/lib/invitations/service'
import { type Adapter, type Door, findDoors, serveDoors, throughNext, throughNode } from '@/lib/testing/adapters'
import { cases, newWorld, type Sent, type World } from '@/lib/testing/doors'
import { PNG } from '@/lib/testing/doors-settings'
import { newPerson, prepareKith } from '@/lib/testing/kith'
import { usernameOf } from '@/lib/testing/standings'
import { AMPLE, befriend } from '@/lib/testing/talk'

prepareKith({
  limits: {
    ...AMPLE,
    searchPerMinute: 1e9,
    blockChangesPerMinute: 1e9,
    reportPer10Seconds: 1e9,
    profileChangesPerHour: 1e9,
    friendsFree: 1e9,
    friendsPro: 1e9,
  },
})

const doors = await findDoors()
const at = serveDoors(doors)
const nameOf = ({ method, path }: Door) => `${method} ${path}`

/** All by which a request can name a person; of nobody, they are well-formed and lead nowhere. */
interface Names {
  id: string
  pictureId: string
  token: string
  username: string
}

const nobody = (): Names => ({
  id: newId(),
  pictureId: newId(),
  token: randomBytes(16).toString('base64url'),
  username: `host_${newId().slice(-12)}`,
})

/** Somebody with a past with the viewer, who then blocked them. */
async function hostWhoBlocked(viewer: Viewer): Promise<Names> {
  const host = await newPerson('host')
  await befriend(viewer, host)
  const pictureId = (await changePicture(host, PNG)).pictureId ?? ''
  const { path } = await createInvitation(host, { label: 'For all', days: 7, uses: 5 })
  await block(host, viewer.id)
  return { id: host.id, pictureId, token: path.slice('/i/'.length), username: await usernameOf(host) }
}

/** The right request of the door with another person in it; undefined for a door that names nobody. */
function sentTo(door: Door, world: World, names: Names): Sent | undefined {
  const people = [world.bob, world.asking, world.asked, world.friend, world.stranger].map(({ id }) => id)
  const right = JSON.stringify(cases[nameOf(door)]?.right(world))
  const sent = people
    .reduce((text, id) => text.replaceAll(`"${id}"`, `"${names.id}"`), right)
    .replaceAll(world.pictureId, names.pictureId)
    .replaceAll(world.invitations.tokenOfStranger, names.token)
  return sent === right ? undefined : JSON.parse(sent)
}

/** Everything of an answer, byte by byte, but the moment and the names that the caller has sent. */
async function whole(response: Response, names: Names) {
  const { date: _, ...headers } = Object.fromEntries(response.headers)
  const text = Object.entries(names).reduce((text, [kind, name]) => text.replaceAll(name, kind), await response.text())
  return { status: response.status, headers, text }
}

// The realtime server names whom it likes, and is no person.
const naming = doors.filter((door) => !door.path.startsWith('/api/realtime/'))
let standing: Promise<World> | undefined
const sameWorld = () => {
  standing ??= newWorld()
  return standing
}

async function compare(adapter: Adapter, door: Door, sent: (names: Names) => Sent | undefined, prepare: Prepare) {
  const { alice } = await sameWorld()
  const answer = async (names: Names) => {
    await prepare(alice, names)
    const request = sent(names)
    return request && whole(await adapter(door, request, alice), names)
  }
  const [unknown, blocked] = [await answer(nobody()), await answer(await hostWhoBlocked(alice))]
  expect(blocked).toEqual(unknown)
  return unknown
}

type Prepare = (viewer: Viewer, names: Names) => Promise<unknown>
const asTheyAre: Prepare = async () => undefined
const blockedInTurn: Prepare = (viewer, { id }) => block(viewer, id)

const compared: string[] = []

it.each(naming.map((door) => [nameOf(door), door] as const))(
  '%s answers about somebody who blocked the caller as about nobody',
  async (name, door) => {
    const world = await sameWorld()
    if (!sentTo(door, world, nobody())) return
    compared.push(name)
    for (const adapter of [throughNext, throughNode(at)]) {
      const unknown = await compare(adapter, door, (names) => sentTo(door, world, names), asTheyAre)
      const inTurn = await compare(adapter, door, (names) => sentTo(door, world, names), blockedInTurn)
      expect([200, 204, 404]).toContain(unknown?.status)
      expect([200, 204, 404]).toContain(inTurn?.status)
    }
  },
)

it('that was every door by which somebody is named', () => {
  expect(compared.sort()).toEqual([
    'DELETE /api/friends/:userId',
    'GET /api/pictures/:pictureId',
    'GET /api/users/:userId',
    'GET /api/users/:userId/mutual',
    'POST /api/friends/accept/:userId',
    'POST /api/friends/batch-accept',
    'POST /api/friends/batch-decline',
    'POST /api/friends/block/:userId',
    'POST /api/friends/cancel/:userId',
    'POST /api/friends/decline/:userId',
    'POST /api/friends/request/:userId',
    'POST /api/friends/suggestions/dismiss',
    'POST /api/friends/unblock/:userId',
    'POST /api/invitations/accept',
    'POST /api/messages/conversations',
    'POST /api/messages/greeting',
    'POST /api/reports',
  ])
})

it('a search for somebody who blocked the caller finds what a search for nobody finds', async () => {
  const door = doors.find((one) => nameOf(one) === 'GET /api/users/search')
  if (!door) throw new Error('There is no search.')
  for (const q of [({ username }: Names) => username, ({ username }: Names) => `@${username.toUpperCase()}`]) {
    const found = await compare(throughNext, door, (names) => ({ query: `?q=${q(names)}` }), asTheyAre)
    expect(found).toMatchObject({ status: 200, text: '{"items":[],"nextCursor":null}' })
  }
})
