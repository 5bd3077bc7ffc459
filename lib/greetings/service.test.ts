import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { database } from '@/db/client'
import { me } from '@/lib/accounts/service-me'
import { block } from '@/lib/blocks/service'
import { conversationsOf } from '@/lib/conversations/service-list'
import { acceptRequest, cancelRequest, declineRequest, requestFriendship, unfriend } from '@/lib/friends/service'
import { friendsOf } from '@/lib/friends/service-list'
import { newId } from '@/lib/ids'
import { historyOf } from '@/lib/messages/service-history'
import { notificationsOf } from '@/lib/notifications/service'
import type { Viewer } from '@/lib/session/viewer'
import { AMPLE_LIMITS, befriend, codeOf, eventsOf, refusalOf } from '@/tests/support/conversations'
import { createUser, setUpKith } from '@/tests/support/environment'
import { greet } from './service'

setUpKith({ limits: { ...AMPLE_LIMITS, declineCooldownHours: 0 } })

const pair = () => Promise.all([createUser('pro', 'pro'), createUser('bob')])
const hello = (userId: string, clientId = newId()) => ({ userId, clientId, body: 'Hello, may I write to you?' })
const requests = async (viewer: Viewer, direction: 'incoming' | 'outgoing') =>
  (await friendsOf(viewer, { status: 'pending', direction, q: '', limit: 50 })).items
const conversations = async (viewer: Viewer) => (await conversationsOf(viewer, { q: '', limit: 50 })).items

describe('a greeting', () => {
  it('a greeting arrives with its request only and appears in no conversation', async () => {
    const [pro, bob] = await pair()
    const { greeting, isNew } = await greet(pro, hello(bob.id))
    expect([isNew, greeting.body]).toEqual([true, 'Hello, may I write to you?'])
    expect(await requests(bob, 'incoming')).toMatchObject([{ id: pro.id, greeting: greeting.body }])
    expect(await requests(pro, 'outgoing')).toMatchObject([{ id: bob.id, greeting: greeting.body }])
    expect([await conversations(pro), await conversations(bob)]).toEqual([[], []])
    expect((await me(bob)).counts).toEqual({ unread: 0, requests: 1, notifications: 1 })
    expect((await notificationsOf(bob, { limit: 50 })).items).toMatchObject([
      { kind: 'greeting', person: { id: pro.id } },
    ])
    expect((await eventsOf(bob))[0]).toMatchObject({ type: 'friend_request', data: { greeting: greeting.body } })
  })

  it('a greeting becomes the first message of the conversation when the request is accepted', async () => {
    const [pro, bob] = await pair()
    const { greeting } = await greet(pro, hello(bob.id))
    await acceptRequest(bob, pro.id)
    for (const person of [pro, bob]) {
      const [conversation] = await conversations(person)
      expect(conversation).toMatchObject({ lastSeq: 1, open: true, lastMessage: { body: greeting.body } })
      const { items } = await historyOf(person, { conversationId: conversation?.id ?? '', limit: 50 })
      expect(items).toMatchObject([{ id: greeting.id, clientId: greeting.clientId, senderId: pro.id, seq: 1 }])
    }
    expect((await me(bob)).counts).toMatchObject({ unread: 1, requests: 0 })
    expect((await notificationsOf(bob, { limit: 50 })).items).toEqual([])
  })

  it.each([
    ['decline', (pro: Viewer, bob: Viewer) => declineRequest(bob, pro.id)],
    ['cancel', (pro: Viewer, bob: Viewer) => cancelRequest(pro, bob.id)],
    ['block', (pro: Viewer, bob: Viewer) => block(bob, pro.id)],
  ] as const)('a greeting is gone after a %s, and a later request does not send it', async (_, end) => {
    const [pro, bob] = await pair()
    await greet(pro, hello(bob.id))
    await end(pro, bob)
    expect(await requests(bob, 'incoming')).toEqual([])
    expect(JSON.stringify(await eventsOf(bob))).not.toContain('may I write')
    await database().execute(sql`delete from blocks where blocked_id = ${pro.id}`)
    await requestFriendship(pro, bob.id)
    expect(await requests(bob, 'incoming')).toMatchObject([{ greeting: null }])
    await acceptRequest(bob, pro.id)
    expect(await conversations(bob)).toEqual([])
  })

  it('a greeting is sent once: of fifty concurrent ones, a second one and one after the friendship none is added', async () => {
    const [pro, bob] = await pair()
    const codes = await Promise.all(Array.from({ length: 50 }, () => codeOf(greet(pro, hello(bob.id)))))
    expect(codes.filter((code) => code === 'done')).toHaveLength(1)
    expect(codes.filter((code) => code === 'greeting_already_sent')).toHaveLength(49)
    await acceptRequest(bob, pro.id)
    await unfriend(bob, pro.id)
    expect(await refusalOf(greet(pro, hello(bob.id)))).toMatchObject({ status: 409, code: 'greeting_already_sent' })
    expect((await requests(bob, 'incoming')).length).toBe(0)
  })

  it('a repeated greeting gets the same response as the first', async () => {
    const [pro, bob] = await pair()
    const input = hello(bob.id)
    const answers = await Promise.all(Array.from({ length: 10 }, () => greet(pro, input)))
    expect(new Set(answers.map(({ greeting }) => greeting.id)).size).toBe(1)
    expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1)
    const carol = await createUser('carol')
    expect(await codeOf(greet(pro, hello(carol.id, input.clientId)))).toBe('client_id_reused')
    expect(await requests(carol, 'incoming')).toEqual([])
  })

  it('a greeting can be added to a pending request', async () => {
    const [pro, bob] = await pair()
    await requestFriendship(pro, bob.id)
    await greet(pro, hello(bob.id))
    expect(await requests(bob, 'incoming')).toMatchObject([{ id: pro.id, greeting: expect.any(String) }])
  })

  it('a greeting of a free user, to a friend, an asker, oneself or an unknown id is refused', async () => {
    const [pro, bob] = await pair()
    const free = await createUser('free')
    expect(await refusalOf(greet(free, hello(bob.id)))).toMatchObject({ status: 403, code: 'pro_required' })
    expect(await codeOf(greet(pro, hello(pro.id)))).toBe('invalid')
    expect(await codeOf(greet(pro, { ...hello(bob.id), body: ' ' }))).toBe('invalid')
    await requestFriendship(free, pro.id)
    expect(await codeOf(greet(pro, hello(free.id)))).toBe('request_from_them')
    await befriend(pro, bob)
    expect(await codeOf(greet(pro, hello(bob.id)))).toBe('already_friends')
    const carol = await createUser('carol')
    await block(carol, pro.id)
    expect(await refusalOf(greet(pro, hello(carol.id)))).toEqual(await refusalOf(greet(pro, hello(newId()))))
    expect(await refusalOf(greet(pro, hello(carol.id)))).toMatchObject({ status: 404 })
  })
})
