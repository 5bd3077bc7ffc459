import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { changePicture } from '@/lib/accounts/service-picture'
import { newId } from '@/lib/ids'
import { createInvitation } from '@/lib/invitations/service'
import type { Viewer } from '@/lib/session/viewer'
import {
  type Adapter,
  findEndpoints,
  type MountedEndpoint,
  serveEndpoints,
  viaNext,
  viaNode,
} from '@/tests/support/adapters'
import { AMPLE_LIMITS, befriend } from '@/tests/support/conversations'
import { endpointCases } from '@/tests/support/endpoint-cases/all'
import { createWorld, type EndpointWorld, type TestRequest } from '@/tests/support/endpoint-cases/endpoint-case'
import { createUser, setUpKith, usernameOf } from '@/tests/support/environment'
import { PNG } from '@/tests/support/png'
import { block } from './service'

setUpKith({
  limits: {
    ...AMPLE_LIMITS,
    searchPerMinute: 1e9,
    blockChangesPerMinute: 1e9,
    reportPer10Seconds: 1e9,
    profileChangesPerHour: 1e9,
    friendsFree: 1e9,
    friendsPro: 1e9,
  },
})

const endpoints = await findEndpoints()
const at = serveEndpoints(endpoints)
const nameOf = ({ method, path }: MountedEndpoint) => `${method} ${path}`

/** Everything by which a request can name a user; those of `nobody` are well-formed and match no row. */
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

/** A former friend of the viewer who then blocked the viewer. */
async function hostWhoBlocked(viewer: Viewer): Promise<Names> {
  const host = await createUser('host')
  await befriend(viewer, host)
  const pictureId = (await changePicture(host, PNG)).pictureId ?? ''
  const { path } = await createInvitation(host, { label: 'For all', days: 7, uses: 5 })
  await block(host, viewer.id)
  return { id: host.id, pictureId, token: path.slice('/i/'.length), username: await usernameOf(host) }
}

/** Returns the valid request of the endpoint with another user's id in it; undefined for an endpoint that names no user. */
function sentTo(endpoint: MountedEndpoint, world: EndpointWorld, names: Names): TestRequest | undefined {
  const people = [world.bob, world.asking, world.asked, world.friend, world.stranger].map(({ id }) => id)
  const right = JSON.stringify(endpointCases[nameOf(endpoint)]?.validRequest(world))
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

// Requests of the realtime server may name any user and are not made for a user.
const naming = endpoints.filter((endpoint) => !endpoint.path.startsWith('/api/realtime/'))
let sharedWorld: Promise<EndpointWorld> | undefined
const sameWorld = () => {
  sharedWorld ??= createWorld()
  return sharedWorld
}

async function compare(
  adapter: Adapter,
  endpoint: MountedEndpoint,
  sent: (names: Names) => TestRequest | undefined,
  prepare: Prepare,
) {
  const { alice } = await sameWorld()
  const answer = async (names: Names) => {
    await prepare(alice, names)
    const request = sent(names)
    return request && whole(await adapter(endpoint, request, alice), names)
  }
  const [unknown, blocked] = [await answer(nobody()), await answer(await hostWhoBlocked(alice))]
  expect(blocked).toEqual(unknown)
  return unknown
}

type Prepare = (viewer: Viewer, names: Names) => Promise<unknown>
const asTheyAre: Prepare = async () => undefined
const blockedInTurn: Prepare = (viewer, { id }) => block(viewer, id)

const compared: string[] = []

it.each(naming.map((endpoint) => [nameOf(endpoint), endpoint] as const))(
  '%s gives the same answer about a user who blocked the caller as about an unknown id',
  async (name, endpoint) => {
    const world = await sameWorld()
    if (!sentTo(endpoint, world, nobody())) return
    compared.push(name)
    for (const adapter of [viaNext, viaNode(at)]) {
      const unknown = await compare(adapter, endpoint, (names) => sentTo(endpoint, world, names), asTheyAre)
      const inTurn = await compare(adapter, endpoint, (names) => sentTo(endpoint, world, names), blockedInTurn)
      expect([200, 204, 404]).toContain(unknown?.status)
      expect([200, 204, 404]).toContain(inTurn?.status)
    }
  },
)

it('every endpoint that names a user has a test case', () => {
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

it('a search for a user who blocked the caller gives the same result as one for an unknown name', async () => {
  const endpoint = endpoints.find((one) => nameOf(one) === 'GET /api/users/search')
  if (!endpoint) throw new Error('There is no search.')
  for (const q of [({ username }: Names) => username, ({ username }: Names) => `@${username.toUpperCase()}`]) {
    const found = await compare(viaNext, endpoint, (names) => ({ query: `?q=${q(names)}` }), asTheyAre)
    expect(found).toMatchObject({ status: 200, text: '{"items":[],"nextCursor":null}' })
  }
})
