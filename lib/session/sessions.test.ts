import { setImmediate as turn } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { describe, expect, it, vi } from 'vitest'
import { database } from '@/db/client'
import { SESSION_REVOKED } from '@/db/queries/sessions'
import { purgeExpired } from '@/lib/housekeeping/service'
import { newId } from '@/lib/ids'
import { findSingleton } from '@/lib/singletons'
import { createUser, setUpKith } from '@/tests/support/environment'
import { endSession, startSession, userOfSession } from './sessions'
import type { Viewer } from './viewer'

const { closed, connected } = setUpKith()

const hearing = () => findSingleton<{ hearing: boolean }>('session cache')?.hearing

/** A person whose session this process has in its cache. */
async function cachedPerson(): Promise<Viewer> {
  const person = await createUser('person')
  await userOfSession(person.sessionId)
  await expect.poll(() => hearing()).toBe(true)
  expect(await userOfSession(person.sessionId)).toBe(person.id)
  return person
}
/** Disables the triggers, as if their notifications were lost. */
const markEnded = ({ sessionId }: Viewer, table = 'sessions') =>
  database().transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`)
    await tx.execute(sql`update ${sql.identifier(table)} set revoked_at = now() where id = ${sessionId}`)
  })
const setAge = ({ sessionId }: Viewer, column: string, age: string) =>
  database().execute(
    sql`update sessions set ${sql.identifier(column)} = now() - ${age}::interval where id = ${sessionId}`,
  )
const tellAll = ({ sessionId }: Viewer) => database().execute(sql`select pg_notify(${SESSION_REVOKED}, ${sessionId})`)
const killListener = () =>
  database().execute(
    sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen%'`,
  )

describe('a session', () => {
  it('a session belongs to its user until it is ended, and its sockets are closed then', async () => {
    const { id, sessionId } = await cachedPerson()
    const other = await startSession(id, { userAgent: 'phone', address: '' })
    await endSession(sessionId)
    expect(await userOfSession(sessionId)).toBeUndefined()
    expect(closed).toContain(sessionId)
    expect(await userOfSession(other)).toBe(id)
    expect(closed).not.toContain(other)
    await endSession(sessionId)
    expect(await userOfSession(sessionId)).toBeUndefined()
  })

  it('an unknown session has no user', async () => {
    expect(await userOfSession('00000000-0000-4000-8000-000000000000')).toBeUndefined()
  })

  it('an ended session is never valid again, however many requests are in progress', async () => {
    for (let round = 0; round < 30; round++) {
      const { sessionId } = await createUser('person')
      let ended = false
      const asking = Array.from({ length: 4 }, async () => {
        while (!ended) await Promise.all([userOfSession(sessionId), turn()])
      })
      await endSession(sessionId)
      expect(await userOfSession(sessionId)).toBeUndefined()
      ended = true
      await Promise.all(asking)
      expect(await userOfSession(sessionId)).toBeUndefined()
    }
  })
})

describe('the end of a session that this process knows', () => {
  const ends: [how: string, end: (viewer: Viewer) => Promise<unknown>][] = [
    ['by deleting its row', ({ sessionId }) => database().execute(sql`delete from sessions where id = ${sessionId}`)],
    ['by deleting its user', ({ id }) => database().execute(sql`delete from users where id = ${id}`)],
    [
      'by the SQL of an operator',
      ({ sessionId }) => database().execute(sql`update sessions set revoked_at = now() where id = ${sessionId}`),
    ],
    [
      'by housekeeping, a year after it began',
      async (viewer) => {
        await setAge(viewer, 'created_at', '366 days')
        await purgeExpired()
      },
    ],
    [
      'by housekeeping, half a year after its last use',
      async (viewer) => {
        await setAge(viewer, 'last_used_at', '181 days')
        await purgeExpired()
      },
    ],
  ]

  it.each(ends)('ending a cached session %s closes its sockets', async (_, end) => {
    const [person, other] = [await cachedPerson(), await cachedPerson()]
    await end(person)
    await expect.poll(() => userOfSession(person.sessionId)).toBeUndefined()
    await expect.poll(() => closed).toContain(person.sessionId)
    expect(await userOfSession(other.sessionId)).toBe(other.id)
  })

  it('truncating the table ends all sessions and closes all sockets', async () => {
    const people = [await cachedPerson(), await cachedPerson()]
    for (const { sessionId } of people) connected.add(sessionId)
    await database().execute(sql`truncate sessions`)
    for (const { sessionId } of people) {
      await expect.poll(() => userOfSession(sessionId)).toBeUndefined()
      await expect.poll(() => closed).toContain(sessionId)
    }
  })

  it('a session that expires is ended without any write', async () => {
    const [old, idle] = [await createUser('old'), await createUser('idle')]
    await setAge(old, 'created_at', '366 days')
    await setAge(idle, 'last_used_at', '181 days')
    for (const { sessionId } of [old, idle]) expect(await userOfSession(sessionId)).toBeUndefined()
  })

  it('a session in use does not expire by idle time', async () => {
    const person = await createUser('person')
    await setAge(person, 'created_at', '364 days')
    await purgeExpired()
    expect(await userOfSession(person.sessionId)).toBe(person.id)
  })

  it('an end missed while LISTEN was down closes the sockets later', async () => {
    const [person, other] = [await cachedPerson(), await cachedPerson()]
    for (const { sessionId } of [person, other]) connected.add(sessionId)
    await killListener()
    await expect.poll(() => hearing()).toBe(false)
    await markEnded(person)
    await vi.waitFor(() => expect(closed).toContain(person.sessionId), { timeout: 10_000 })
    expect(closed).not.toContain(other.sessionId)
  })
})

describe('a session that starts', () => {
  it('a new session ends the one it replaces, also another user’s', async () => {
    const [person, next] = [await cachedPerson(), await createUser('next')]
    const sessionId = await startSession(next.id, { userAgent: '', address: '', replaces: person.sessionId })
    expect(await userOfSession(person.sessionId)).toBeUndefined()
    expect(closed).toContain(person.sessionId)
    expect(await userOfSession(sessionId)).toBe(next.id)
    expect(await userOfSession(next.sessionId)).toBe(next.id)
  })

  it('a session that cannot be created ends no other', async () => {
    const person = await cachedPerson()
    const started = startSession(newId(), { userAgent: '', address: '', replaces: person.sessionId })
    await expect(started).rejects.toThrow()
    expect(await userOfSession(person.sessionId)).toBe(person.id)
    expect(closed).not.toContain(person.sessionId)
  })
})

describe('the cache of sessions', () => {
  it('the cache reads a session once and is invalidated by an end in another process', async () => {
    const person = await cachedPerson()
    await markEnded(person)
    expect(await userOfSession(person.sessionId)).toBe(person.id) // Known here, and nobody has said otherwise.
    await tellAll(person)
    await expect.poll(() => userOfSession(person.sessionId)).toBeUndefined()
    expect(closed).toContain(person.sessionId)
  })

  it('the cache is not used while LISTEN is down, and is used again afterwards', async () => {
    const person = await cachedPerson()
    await killListener()
    await expect.poll(() => hearing()).toBe(false)
    await markEnded(person)
    expect(await userOfSession(person.sessionId)).toBeUndefined()
    const next = await cachedPerson()
    await markEnded(next)
    expect(await userOfSession(next.sessionId)).toBe(next.id)
    await tellAll(next)
    await expect.poll(() => userOfSession(next.sessionId)).toBeUndefined()
  })

  it('the cache is emptied when LISTEN is restored, because an end may have been missed', async () => {
    const person = await cachedPerson()
    await killListener()
    await expect.poll(() => hearing()).toBe(false)
    await markEnded(person)
    await tellAll(person)
    await expect.poll(() => hearing()).toBe(true)
    expect(await userOfSession(person.sessionId)).toBeUndefined()
  })

  it('a row read before a concurrent end is not cached', async () => {
    await cachedPerson()
    const person = await createUser('person')
    await withGate(async (hold) => {
      const { open, waiting } = await hold()
      const reading = Promise.resolve(userOfSession(person.sessionId))
      await expect.poll(() => waiting()).toBe(1)
      await markEnded(person, 'sessions_behind')
      await tellAll(person)
      await expect.poll(() => closed).toContain(person.sessionId)
      await open()
      expect(await reading).toBe(person.id) // Read from a snapshot older than the end.
    })
    expect(await userOfSession(person.sessionId)).toBeUndefined()
  })
})

/** Puts a gate in front of the table: a read takes its snapshot, then waits until the gate is opened. */
async function withGate(
  work: (hold: () => Promise<{ open(): Promise<void>; waiting(): Promise<unknown> }>) => Promise<void>,
) {
  const run = (statement: string) => database().execute(sql.raw(statement))
  await run('alter table sessions rename to sessions_behind')
  await run(`create function gate() returns boolean language plpgsql as
    $$ begin perform pg_advisory_lock_shared(42); perform pg_advisory_unlock_shared(42); return true; end $$`)
  await run('create view sessions as select * from sessions_behind where gate()')
  try {
    await work(async () => {
      let open = () => {}
      const opened = new Promise<void>((resolve) => {
        open = resolve
      })
      const held = await new Promise<{ until: Promise<void> }>((resolve) => {
        const until = database().transaction(async (tx) => {
          await tx.execute(sql`select pg_advisory_xact_lock(42)`)
          resolve({ until })
          await opened
        })
      })
      return {
        open() {
          open()
          return held.until
        },
        waiting: async () =>
          (
            await run(
              `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event = 'advisory'`,
            )
          )[0]?.n,
      }
    })
  } finally {
    await run('drop view sessions')
    await run('alter table sessions_behind rename to sessions')
  }
}
