import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { database } from '@/db/client'
import { listReports } from '@/db/queries/reports'
import { block } from '@/lib/blocks/service'
import { unfriend } from '@/lib/friends/service'
import { newId } from '@/lib/ids'
import type { Viewer } from '@/lib/session/viewer'
import { AMPLE_LIMITS, codeOf, createConversation, eventsOf, refusalOf, sendText } from '@/tests/support/conversations'
import { createUser, setUpKith } from '@/tests/support/environment'
import type { ReportInput } from './schema'
import { report } from './service'

setUpKith({ limits: { ...AMPLE_LIMITS, reportPer10Seconds: 60 } })

const spam = (userId: string, more: Partial<ReportInput> = {}): ReportInput => ({
  userId,
  reason: 'spam',
  note: '',
  ...more,
})
const stored = async (id: string) => {
  const all = await listReports(database(), { resolvedToo: true, limit: 1000 })
  return all.find((row) => row.id === id)
}
const countBy = async (viewer: Viewer) => {
  const rows = await database().execute(sql`select from reports where reporter_id = ${viewer.id}`)
  return rows.length
}
const twoStrangers = () => Promise.all([createUser('alice'), createUser('bob')])

describe('a report of a person', () => {
  it('a report of a person stores their profile at that time and publishes nothing', async () => {
    const [alice, bob] = await twoStrangers()
    await database().execute(sql`update users set bio = 'Cheap watches' where id = ${bob.id}`)
    const { id, isNew } = await report(alice, spam(bob.id, { note: 'Sells watches.' }))
    await database().execute(sql`update users set bio = '', display_name = 'Somebody' where id = ${bob.id}`)
    expect(isNew).toBe(true)
    expect(await stored(id)).toMatchObject({
      reason: 'spam',
      note: 'Sells watches.',
      reporter: expect.stringMatching(/^alice_/),
      snapshot: {
        person: { username: expect.stringMatching(/^bob_/), displayName: 'bob', bio: 'Cheap watches', pictureId: null },
      },
      resolvedAt: null,
    })
    expect(await eventsOf(bob)).toEqual([])
  })

  it('a person whom the reporter blocked can be reported, also when they block the reporter', async () => {
    const [alice, bob] = await twoStrangers()
    await block(alice, bob.id)
    expect((await report(alice, spam(bob.id))).isNew).toBe(true)
    await block(bob, alice.id)
    expect((await report(alice, spam(bob.id))).isNew).toBe(false)
  })

  it('a report about a blocker is refused like one about an unknown id, also after a block by the reporter', async () => {
    const [alice, bob] = await twoStrangers()
    await block(bob, alice.id)
    const [blocker, nobody] = [bob.id, newId()]
    const refusals = () => Promise.all([blocker, nobody].map((id) => refusalOf(report(alice, spam(id)))))
    const [toBlocker, toNobody] = await refusals()
    expect(toBlocker).toMatchObject({ status: 404, code: 'not_found' })
    expect(toBlocker).toEqual(toNobody)
    for (const id of [blocker, nobody]) await block(alice, id)
    expect(await refusals()).toEqual([toNobody, toNobody])
  })

  it('a report about oneself is refused', async () => {
    const alice = await createUser('alice')
    expect(await refusalOf(report(alice, spam(alice.id)))).toMatchObject({
      status: 422,
      errors: { userId: expect.any(String) },
    })
  })
})

describe('a report of a message', () => {
  it('a report of a message stores that message and the three before it', async () => {
    const { alice, bob, conversationId } = await createConversation()
    await sendText(bob, conversationId, 'one')
    await sendText(alice, conversationId, 'two')
    await sendText(bob, conversationId, 'three')
    await sendText(alice, conversationId, 'four')
    const { id: messageId } = await sendText(bob, conversationId, 'five')
    await sendText(bob, conversationId, 'six')
    const { id } = await report(alice, spam(bob.id, { messageId, reason: 'abuse' }))
    const earlier = (by: string, seq: number, body: string) => ({ by, seq, body, createdAt: expect.any(String) })
    expect((await stored(id))?.snapshot).toEqual({
      person: expect.objectContaining({ displayName: 'bob' }),
      message: { id: messageId, conversationId, seq: 5, body: 'five', createdAt: expect.any(String) },
      before: [earlier('reporter', 2, 'two'), earlier('reported', 3, 'three'), earlier('reporter', 4, 'four')],
    })
  })

  it('a message can be reported after the friendship ended and after a block by either side', async () => {
    const { alice, bob, conversationId } = await createConversation()
    const sent = [
      await sendText(bob, conversationId, 'one'),
      await sendText(bob, conversationId, 'two'),
      await sendText(bob, conversationId, 'three'),
    ]
    const ends = [() => unfriend(bob, alice.id), () => block(bob, alice.id), () => block(alice, bob.id)]
    for (const [index, end] of ends.entries()) {
      await end()
      expect((await report(alice, spam(bob.id, { messageId: sent[index]?.id ?? '' }))).isNew).toBe(true)
    }
  })

  it('only a message that the reported person sent to the reporter can be reported', async () => {
    const { alice, bob, conversationId } = await createConversation()
    const theirs = await sendText(bob, conversationId, 'theirs')
    const own = await sendText(alice, conversationId, 'own')
    const elsewhere = await createConversation()
    const others = await sendText(elsewhere.bob, elsewhere.conversationId, 'to another')
    const unseen = [
      spam(bob.id, { messageId: own.id }),
      spam(bob.id, { messageId: others.id }),
      spam(bob.id, { messageId: newId() }),
    ]
    const ofStrangers = [spam(elsewhere.bob.id, { messageId: others.id }), spam(newId(), { messageId: theirs.id })]
    const refused = { status: 404, code: 'not_found', message: 'There is no such person.' }
    for (const input of [...unseen, ...ofStrangers])
      expect(await refusalOf(report(alice, input))).toMatchObject(refused)
    expect(await countBy(alice)).toBe(0)
    expect((await report(alice, spam(bob.id, { messageId: theirs.id }))).isNew).toBe(true)
  })
})

describe('a report made again', () => {
  it('a repeated report within a day returns the first one, also concurrently', async () => {
    const { alice, bob, conversationId } = await createConversation()
    const { id: messageId } = await sendText(bob, conversationId, 'Buy')
    const inputs = [spam(bob.id), spam(bob.id, { messageId })]
    for (const input of inputs) {
      const answers = await Promise.all(Array.from({ length: 10 }, () => report(alice, input)))
      expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
      expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1)
    }
    expect(await countBy(alice)).toBe(2)
    expect((await report(bob, spam(alice.id))).isNew).toBe(true)
  })

  it('a report on another day is a new one', async () => {
    const [alice, bob] = await twoStrangers()
    const { id } = await report(alice, spam(bob.id))
    const age = (hours: number) =>
      database().execute(sql`update reports set created_at = now() - make_interval(hours => ${hours}) where id = ${id}`)
    await age(23)
    expect(await report(alice, spam(bob.id))).toEqual({ id, isNew: false })
    await age(25)
    expect((await report(alice, spam(bob.id))).isNew).toBe(true)
  })
})

it('reports are limited to a number in ten seconds, including those about unknown ids', async () => {
  const [alice, bob] = await twoStrangers()
  for (let made = 0; made < 60; made++) expect(await codeOf(report(alice, spam(newId())))).toBe('not_found')
  expect(await refusalOf(report(alice, spam(bob.id)))).toMatchObject({
    status: 429,
    retryAfterSeconds: expect.any(Number),
  })
  expect(await codeOf(report(bob, spam(alice.id)))).toBe('done')
})
