import { describe, expect, it } from 'vitest'
import { newId } from '@/lib/ids'
import { historyInput } from '@/lib/messages/schema'
import { historyOf } from '@/lib/messages/service-history'
import type { Viewer } from '@/lib/session/viewer'
import { readEventsSince } from '@/lib/sync/service'
import { AMPLE_LIMITS, befriend, refusalOf, sendText } from '@/tests/support/conversations'
import { createUser, setUpKith } from '@/tests/support/environment'
import { asQuery, pagesOf } from '@/tests/support/paging'
import { listConversationsInput } from './schema'
import { openConversation } from './service'
import { conversationOf, conversationsOf } from './service-list'

setUpKith({ limits: AMPLE_LIMITS })

const list = (viewer: Viewer, input: object = {}) =>
  conversationsOf(viewer, listConversationsInput.parse(asQuery(input)))

const createPeer = async (viewer: Viewer, name: string, text?: string) => {
  const peer = await createUser(name)
  await befriend(peer, viewer)
  const { id } = (await openConversation(viewer, peer.id)).conversation
  if (text) await sendText(peer, id, text)
  return { peer, id }
}

describe('conversationsOf', () => {
  it('conversations are listed newest first, without those that have no message', async () => {
    const viewer = await createUser('viewer')
    const first = await createPeer(viewer, 'first', 'one')
    const second = await createPeer(viewer, 'second', 'two')
    await createPeer(viewer, 'silent')
    expect((await list(viewer)).items.map(({ id }) => id)).toEqual([second.id, first.id])
    await sendText(viewer, first.id, 'three')
    expect((await list(viewer)).items.map(({ id }) => id)).toEqual([first.id, second.id])
    expect((await list(first.peer)).items.map(({ id }) => id)).toEqual([first.id])
  })

  it('each listed conversation has its peer, last message and unread count', async () => {
    const viewer = await createUser('viewer')
    const { peer, id } = await createPeer(viewer, 'peer', 'one')
    const last = await sendText(peer, id, 'two')
    const [item] = (await list(viewer)).items
    expect(item).toEqual({
      id,
      peer: { id: peer.id, username: expect.stringMatching(/^peer_/), displayName: 'peer', pictureId: null },
      lastMessage: last,
      lastSeq: 2,
      lastReadSeq: 0,
      unread: 2,
      peerReadSeq: 0,
      peerDeliveredSeq: 0,
      modSeq: 0,
      lastMessageAt: last.createdAt,
      open: true,
    })
    expect(await conversationOf(viewer, id)).toEqual(item)
    expect((await historyOf(viewer, historyInput.parse({ conversationId: id }))).items.at(-1)).toEqual(last)
    expect(await readEventsSince(viewer, 0, 500)).toMatchObject({
      events: expect.arrayContaining([expect.objectContaining({ data: { message: last, peer: item?.peer } })]),
    })
  })

  it('pages of conversations have no repeats or gaps, also when messages have the same time', async () => {
    const viewer = await createUser('viewer')
    const peers = await Promise.all(Array.from({ length: 11 }, (_, n) => createPeer(viewer, `peer${n}`)))
    // One statement, so all messages have the same time.
    await Promise.all(peers.map(({ peer, id }) => sendText(peer, id, 'now')))
    const all = (await list(viewer)).items.map(({ id }) => id)
    const pages = await pagesOf((cursor) => list(viewer, { limit: 4, cursor }))
    expect(pages.map((items) => items.length)).toEqual([4, 4, 3])
    expect(pages.flat().map(({ id }) => id)).toEqual(all)
    expect(new Set(all).size).toBe(11)
  })

  it('a search finds conversations by the beginning of the peer’s username or name, without wildcards', async () => {
    const viewer = await createUser('viewer')
    const anna = await createPeer(viewer, 'anna', 'Hi')
    await createPeer(viewer, 'hannah', 'Hi')
    const found = async (q: string) => (await list(viewer, { q })).items.map(({ id }) => id)
    expect(await found('ANN')).toEqual([anna.id])
    expect(await found(' anna_ ')).toEqual([anna.id])
    for (const q of ['nna', '%', '_nna', '\\']) expect(await found(q)).toEqual([])
  })

  it('an invalid cursor is refused', async () => {
    const viewer = await createUser('viewer')
    for (const cursor of [
      '',
      'x',
      '2026-01-01T00:00:00.000Z~',
      `2026-01-01T00:00:00.000Z~${'-'.repeat(36)}`,
      `2026-13-45T99:00:00.000Z~${newId()}`,
    ]) {
      expect(await refusalOf(list(viewer, { cursor }))).toMatchObject({
        status: 422,
        errors: { cursor: expect.any(String) },
      })
    }
  })
})
