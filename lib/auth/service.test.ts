import { sql } from 'drizzle-orm'
import { describe, expect, it, vi } from 'vitest'
import { database } from '@/db/client'
import { newId } from '@/lib/ids'
import { endSession, startSession, userOfSession } from '@/lib/session/sessions'
import type { Viewer } from '@/lib/session/viewer'
import { findSingleton } from '@/lib/singletons'
import { eventsOf, refusalOf } from '@/tests/support/conversations'
import { createUser, setUpKith } from '@/tests/support/environment'
import { endOtherSessions, endSessionOf, sessionsOf } from './service'

const { closed, published } = setUpKith()

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

const signInOn = async ({ id }: Viewer, userAgent = 'phone'): Promise<Viewer> => ({
  id,
  sessionId: await startSession(id, { userAgent, address: '' }),
})
const setAge = ({ sessionId }: Viewer, column: string, age: string) =>
  database().execute(
    sql`update sessions set ${sql.identifier(column)} = now() - ${age}::interval where id = ${sessionId}`,
  )
const idsSeenBy = async (viewer: Viewer) => (await sessionsOf(viewer)).map(({ id }) => id)
const lastUse = async (viewer: Viewer) => Date.parse((await sessionsOf(viewer))[0]?.lastUsedAt ?? '')
const revocations = async (viewer: Viewer) =>
  (await eventsOf(viewer)).filter(({ type }) => type === 'session_revoked').length

describe('the sessions of somebody', () => {
  it('sessions are listed with this device first, then by last use, with device names', async () => {
    const here = await createUser()
    const [old, recent] = [await signInOn(here), await signInOn(here, FIREFOX)]
    await setAge(old, 'last_used_at', '3 days')
    await setAge(here, 'last_used_at', '9 days')
    const time = expect.stringMatching(/Z$/)
    const shown = (session: Viewer, device: string | null, userAgent: string) => ({
      id: session.sessionId,
      device,
      userAgent,
      createdAt: time,
      lastUsedAt: time,
      current: session === here,
    })
    expect(await sessionsOf(here)).toEqual([
      shown(here, null, 'test'),
      shown(recent, 'Firefox on Linux', FIREFOX),
      shown(old, null, 'phone'),
    ])
  })

  it('ended and expired sessions and those of others are not listed', async () => {
    const [here] = await Promise.all([createUser(), createUser()])
    const [ended, over, idle] = [await signInOn(here), await signInOn(here), await signInOn(here)]
    expect(await idsSeenBy(here)).toHaveLength(4)
    await endSession(ended.sessionId)
    await setAge(over, 'created_at', '366 days')
    await setAge(idle, 'last_used_at', '181 days')
    expect(await idsSeenBy(here)).toEqual([here.sessionId])
    for (const { sessionId } of [ended, over, idle]) expect(await userOfSession(sessionId)).toBeUndefined()
  })

  it('sessions older than half a year are listed, valid, and ended with all others', async () => {
    const here = await createUser()
    const old = await signInOn(here)
    await setAge(old, 'created_at', '200 days')
    expect(await idsSeenBy(here)).toContain(old.sessionId)
    expect(await userOfSession(old.sessionId)).toBe(here.id)
    await endOtherSessions(here)
    expect(await userOfSession(old.sessionId)).toBeUndefined()
    expect(closed).toContain(old.sessionId)
  })

  it('the last use is recorded to the hour, also for cached sessions', async () => {
    const [unread, remembered] = await Promise.all([createUser(), createUser()])
    await expect.poll(() => findSingleton<{ hearing: boolean }>('session cache')?.hearing).toBe(true)
    await setAge(unread, 'last_used_at', '61 minutes')
    await setAge(remembered, 'last_used_at', '59 minutes')
    const [before, fresh] = [await lastUse(unread), await lastUse(remembered)]
    expect(await userOfSession(unread.sessionId)).toBe(unread.id)
    expect(await userOfSession(remembered.sessionId)).toBe(remembered.id)
    await expect.poll(() => lastUse(unread)).toBeGreaterThan(before)
    expect(await lastUse(remembered)).toBe(fresh)

    await setAge(remembered, 'last_used_at', '61 minutes')
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 120_000 })
    expect(userOfSession(remembered.sessionId)).toBe(remembered.id) // Without a question to the database.
    vi.useRealTimers()
    await expect.poll(() => lastUse(remembered)).toBeGreaterThan(fresh)
  })
})

describe('signing out elsewhere', () => {
  it('ending a session closes its socket and is announced to every device', async () => {
    const here = await createUser()
    const [there, third] = [await signInOn(here), await signInOn(here)]
    await endSessionOf(here, there.sessionId)
    expect(await userOfSession(there.sessionId)).toBeUndefined()
    expect(closed).toContain(there.sessionId)
    expect(closed).not.toContain(here.sessionId)
    expect(await idsSeenBy(here)).toEqual(expect.arrayContaining([here.sessionId, third.sessionId]))
    expect(await idsSeenBy(here)).toHaveLength(2)
    expect(await revocations(here)).toBe(1)
    await vi.waitFor(() =>
      expect(published).toContainEqual({ userId: here.id, type: 'session_revoked', seq: expect.any(Number), data: {} }),
    )
  })

  it('ending an unknown, ended or foreign session id ends nothing', async () => {
    const [alice, eve] = await Promise.all([createUser(), createUser()])
    const gone = await signInOn(eve)
    await endSession(gone.sessionId)
    for (const id of [newId(), gone.sessionId, alice.sessionId])
      expect(await refusalOf(endSessionOf(eve, id))).toMatchObject({ status: 404, code: 'not_found' })
    expect(await userOfSession(alice.sessionId)).toBe(alice.id)
    expect(closed).not.toContain(alice.sessionId)
    expect(await revocations(alice)).toBe(0)
  })

  it('ending all other sessions does not end this one, and announces nothing when there was none', async () => {
    const [here, other] = await Promise.all([createUser(), createUser()])
    const devices = [await signInOn(here), await signInOn(here)]
    await endOtherSessions(here)
    for (const { sessionId } of devices) {
      expect(await userOfSession(sessionId)).toBeUndefined()
      expect(closed).toContain(sessionId)
    }
    expect(await idsSeenBy(here)).toEqual([here.sessionId])
    expect(await userOfSession(other.sessionId)).toBe(other.id)
    expect(await revocations(here)).toBe(1)
    await endOtherSessions(here)
    expect(await revocations(here)).toBe(1)
  })
})
