import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, it } from 'vitest'
import { database } from '@/db/client'
import { changePicture } from '@/lib/accounts/service-picture'
import { changeProfile } from '@/lib/accounts/service-profile'
import { markRead } from '@/lib/conversations/service'
import { publishTyping } from '@/lib/conversations/service-receipts'
import { requestFriendship } from '@/lib/friends/service'
import { newId } from '@/lib/ids'
import { createInvitation } from '@/lib/invitations/service'
import { createPresenceScheduler } from '@/lib/presence/service-scheduler'
import { flushIndexQueue } from '@/lib/search-index/indexer'
import type { Viewer } from '@/lib/session/viewer'
import { findEndpoints } from '@/tests/support/adapters'
import { callEndpoint } from '@/tests/support/call-endpoint'
import { AMPLE_LIMITS, befriend, eventsOf } from '@/tests/support/conversations'
import type { TestRequest } from '@/tests/support/endpoint-cases/endpoint-case'
import { createUser, setUpKith, usernameOf } from '@/tests/support/environment'
import { PNG } from '@/tests/support/png'
import { connectUser } from '@/tests/support/presence'
import { type RelationPair, setUpRelation } from '@/tests/support/relation-cases'

const { published, occupied } = setUpKith({ limits: { ...AMPLE_LIMITS, searchPerMinute: 1e9 } })
const endpoints = await findEndpoints()
const call = callEndpoint(endpoints)
const watch = createPresenceScheduler()
afterAll(() => watch.stop())

/** What the host has become after the block. Each of these words is found nowhere else. */
interface Secrets {
  username: string
  displayName: string
  bio: string
  pictureId: string
}

/** Changes everything of the user, who also goes online, reads, writes to others and makes friends. */
async function liveOn({ person: host, common, conversationId }: RelationPair): Promise<Secrets> {
  const word = `secret${newId().slice(-12)}`
  const secrets = { username: `${word}_u`, displayName: `${word} the new`, bio: `${word} bio` }
  await database().execute(sql`update users set username = ${secrets.username} where id = ${host.id}`)
  await changeProfile(host, { displayName: secrets.displayName, bio: secrets.bio })
  const pictureId = (await changePicture(host, PNG)).pictureId ?? ''
  await markRead(host, { conversationId, seq: 2 })
  await publishTyping(host, conversationId)
  await createInvitation(host, { label: word, days: 7, uses: 5 })
  const other = await createUser('other')
  await befriend(other, host)
  await befriend(other, common)
  return { ...secrets, pictureId }
}

async function comeOnline(...people: Viewer[]) {
  for (const { id } of people) occupied.add(id)
  for (const person of people) await watch.applyChanges([connectUser(person)])
}

type Questions = Record<string, (meeting: RelationPair, names: string[]) => TestRequest[]>
const plain = () => [{}]
const aboutHost = ({ person: host, common }: RelationPair) =>
  [host, common].map(({ id }) => ({ params: { userId: id } }))
const inConversation = ({ conversationId }: RelationPair) => [{ params: { conversationId } }]
const queries = (names: string[], also = '') =>
  names.map((name) => ({ query: `?q=${encodeURIComponent(name)}${also}` }))

/** What anybody can read, asked in every way that may show the host; a new endpoint needs its line. */
const questions: Questions = {
  'GET /api/health': plain,
  'GET /api/me': plain,
  'GET /api/me/sessions': plain,
  'GET /api/realtime/config': plain,
  'GET /api/sync': () => [{ query: '?since=0&limit=500' }],
  'GET /api/notifications': plain,
  'GET /api/invitations': plain,
  'GET /api/friends/online': plain,
  'GET /api/friends/suggestions': plain,
  'GET /api/friends/list': (_, names) => [
    ...['accepted', 'pending', 'pending&direction=outgoing', 'blocked'].map((status) => ({
      query: `?status=${status}`,
    })),
    ...queries(names),
    ...queries(names, '&status=blocked'),
  ],
  'GET /api/users/search': (_, names) => queries(names),
  'GET /api/users/:userId': aboutHost,
  'GET /api/users/:userId/mutual': aboutHost,
  'GET /api/pictures/:pictureId': (_, names) => names.map((name) => ({ params: { pictureId: name } })),
  'GET /api/messages/conversations': (_, names) => [{}, ...queries(names)],
  'GET /api/messages/conversations/:conversationId': inConversation,
  'GET /api/messages/:conversationId': inConversation,
  'GET /api/messages/search': (_, names) => queries([...names, 'host', 'From']),
  'GET /api/messages/drafts': plain,
}

/** Everything that the viewer can read or has received. */
async function allSeenBy(viewer: Viewer, meeting: RelationPair, names: string[]) {
  const seen: [string, string][] = [
    ['received events', JSON.stringify(published.filter(({ userId }) => userId === viewer.id))],
  ]
  for (const [name, ask] of Object.entries(questions))
    for (const sent of ask(meeting, names))
      seen.push([`${name} ${JSON.stringify(sent)}`, (await call(name, sent, viewer)).text])
  return seen
}

/** Which of these answers hold one of the words. */
const hits = (seen: [string, string][], words: string[]) =>
  seen.filter(([, text]) => words.some((word) => text.includes(word))).map(([question]) => question)

it('every endpoint that reads has a test case', () => {
  const readable = endpoints.filter(({ method }) => method === 'GET').map(({ path }) => `GET ${path}`)
  expect(Object.keys(questions).sort()).toEqual(readable.sort())
})

describe.each(['blocked', 'blocker', 'mutual'] as const)('nothing of the host leaks to the %s', (relation) => {
  it(`${relation}: responses and events have no new name, bio, picture, presence, read position or friend of the other user`, async () => {
    const meeting = await setUpRelation(relation)
    const { viewer, person: host, common, conversationId } = meeting
    await comeOnline(viewer, common)
    const before = (await eventsOf(viewer)).length
    const liveBefore = published.filter(({ userId }) => userId === viewer.id).length
    const { username, displayName, bio, pictureId } = await liveOn(meeting)
    await comeOnline(host)
    await flushIndexQueue()
    const names = [username, displayName, pictureId]
    const secrets = [username, displayName, bio, pictureId]
    await expect
      .poll(() => hits([['', JSON.stringify(published.filter((one) => one.userId === common.id))]], [pictureId]))
      .toEqual([''])

    expect(hits(await allSeenBy(common, meeting, names), secrets).length).toBeGreaterThan(5) // Their friend sees it all.
    expect(hits(await allSeenBy(viewer, meeting, names), secrets)).toEqual([])
    expect(await eventsOf(viewer)).toHaveLength(before)
    expect(published.filter(({ userId }) => userId === viewer.id)).toHaveLength(liveBefore)
    const { body } = await call(
      'GET /api/messages/conversations/:conversationId',
      { params: { conversationId } },
      viewer,
    )
    expect(body).toMatchObject({
      conversation: { peerReadSeq: 0, open: false, peer: { displayName: 'host', pictureId: null } },
    })
  })

  it(`${relation}: events from before the block that are read later name the other user by id only`, async () => {
    const { viewer, person: host } = await setUpRelation(relation)
    const events = await eventsOf(viewer)
    const people = events.flatMap(({ type, data }) => (type === 'new_message' ? [] : peopleIn(data)))
    const ofHost = people.filter(({ id }) => id === host.id)
    expect(ofHost.length).toBeGreaterThan(1)
    for (const person of ofHost) expect(person).toEqual({ id: host.id })
  })

  it(`${relation}: messages from before the block stay readable for both and accept no change`, async () => {
    const { viewer, person: host, conversationId } = await setUpRelation(relation)
    const read = async (person: Viewer) =>
      (await call('GET /api/messages/:conversationId', { params: { conversationId } }, person)).body
    expect(await read(viewer)).toMatchObject({ items: [{ body: 'From the viewer' }, { body: 'From the host' }] })
    expect(await read(host)).toEqual(await read(viewer))
    for (const [person, peer] of [[viewer, host] as const, [host, viewer] as const]) {
      const listed = await call('GET /api/messages/conversations', {}, person)
      expect(listed.body).toMatchObject({
        items: [{ id: conversationId, peer: { id: peer.id, pictureId: null }, open: false }],
      })
      expect(listed.body).toMatchObject({ items: [{ peer: { username: await usernameOf(peer) } }] })
    }
  })
})

it('a stranger who is blocked receives no event about the block or its end', async () => {
  const { viewer, person: host } = await setUpRelation('stranger')
  await call('POST /api/friends/block/:userId', { params: { userId: viewer.id } }, host)
  const before = await eventsOf(viewer)
  expect(JSON.stringify(before)).not.toContain(host.id)
  await expect(requestFriendship(viewer, host.id)).rejects.toMatchObject({ code: 'not_found' })
  await call('POST /api/friends/unblock/:userId', { params: { userId: viewer.id } }, host)
  expect(await eventsOf(viewer)).toEqual(before)
})

interface Identified {
  id: string
}

/** Every object with an id in the data of an event. */
function peopleIn(data: unknown): Identified[] {
  if (typeof data !== 'object' || data === null) return []
  return [...('id' in data ? [data as Identified] : []), ...Object.values(data).flatMap(peopleIn)]
}
