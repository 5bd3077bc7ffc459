import { sql } from 'drizzle-orm'
import { describe, expect, it, vi } from 'vitest'
import { database } from '@/db/client'
import { users } from '@/db/schema'
import { EMBEDDED_BROKER, type EmbeddedBroker } from '@/lib/broker/broker'
import type { Viewer } from '@/lib/session/viewer'
import { findSingleton } from '@/lib/singletons'
import { eventsOf } from '@/tests/support/conversations'
import { createUser, setUpKith } from '@/tests/support/environment'
import { commit } from './commit'
import type { StoredEvent } from './registry'

const { published } = setUpKith()

const note = (lastReadSeq: number): StoredEvent => ({
  type: 'conversation_read',
  data: { conversationId: 'any', lastReadSeq, unread: 0 },
})
const rename = (displayName: string, { id }: Viewer) => ({ set: { displayName }, where: sql`id = ${id}` })
const nameOf = async ({ id }: Viewer) =>
  (await database().select({ name: users.displayName }).from(users).where(sql`id = ${id}`))[0]?.name
const notesOf = async (viewer: Viewer) =>
  (await eventsOf(viewer)).map(({ seq, data }) => [seq, Object(data).lastReadSeq])

describe('a commit', () => {
  it('a commit writes rows and events in one transaction and publishes the events with their seqs after it', async () => {
    const person = await createUser('before')
    const { set, where } = rename('after', person)
    const answer = await commit(async (tx, announce) => {
      await tx.update(users).set(set).where(where)
      announce([person.id], note(1))
      announce([person.id], note(2))
      await database().execute(sql`select 1`) // Enough time for a premature publication.
      expect(published).toEqual([])
      return 'done'
    })
    expect(answer).toBe('done')
    expect(await nameOf(person)).toBe('after')
    const expected = [1, 2].map((seq) => ({ userId: person.id, seq, ...note(seq) }))
    await expect.poll(() => published).toEqual(expected)
    expect(await notesOf(person)).toEqual([
      [1, 1],
      [2, 2],
    ])
  })

  it('a commit that throws stores neither rows nor events and takes no seq', async () => {
    const person = await createUser('before')
    const { set, where } = rename('after', person)
    const before = published.length
    const failing = commit(async (tx, announce) => {
      await tx.update(users).set(set).where(where)
      announce([person.id], note(1))
      throw new Error('second thoughts')
    })
    await expect(failing).rejects.toThrow('second thoughts')
    expect(await nameOf(person)).toBe('before')
    expect(await eventsOf(person)).toEqual([])
    await commit(async (_, announce) => announce([person.id], note(7)))
    expect(await notesOf(person)).toEqual([[1, 7]])
    await expect.poll(() => published.slice(before)).toEqual([{ userId: person.id, seq: 1, ...note(7) }])
  })

  it('a commit succeeds when publishing fails, and the failure is logged', async () => {
    const person = await createUser('person')
    const broker = findSingleton<EmbeddedBroker>(EMBEDDED_BROKER)
    if (!broker) throw new Error('There is no embedded broker.')
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    vi.spyOn(broker, 'trigger').mockImplementationOnce(() => {
      throw new Error('broker failed')
    })
    expect(await commit(async (_, announce) => announce([person.id], note(1)))).toBeUndefined()
    await expect.poll(() => stderr.mock.calls.join()).toContain('broker failed')
    vi.restoreAllMocks()
    expect(await notesOf(person)).toEqual([[1, 1]])
  })

  it('a hundred concurrent commits for overlapping sets of users do not deadlock', async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => createUser('person')))
    const ids = people.map(({ id }) => id)
    const circle = (n: number) => [0, 1, 2, 3].map((step) => ids[(n + (n % 2 ? step : 6 - step)) % 6] ?? '')
    const commits = Array.from({ length: 100 }, (_, n) =>
      commit(async (_, announce) => {
        for (const id of circle(n)) announce([id], note(n))
      }),
    )
    await Promise.all(commits)
    const counts = await Promise.all(
      people.map(async (person) => {
        const notes = await notesOf(person)
        expect(notes.map(([seq]) => seq)).toEqual(notes.map((_, index) => index + 1))
        return notes.length
      }),
    )
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(400)
  })
})
