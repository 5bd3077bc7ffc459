import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { database } from '@/db/client'
import { purgeExpired } from '@/lib/housekeeping/service'
import { newId } from '@/lib/ids'
import { startSession, userOfSession } from '@/lib/session/sessions'
import type { Viewer } from '@/lib/session/viewer'
import { codeOf, eventsOf, refusalOf } from '@/tests/support/conversations'
import { createUser, setUpKith } from '@/tests/support/environment'
import { resetPasswordInput } from './schema'
import { checkCredentials, createAccount } from './service'
import { createPasswordReset, resetPassword, showPasswordReset } from './service-reset'

const { closed } = setUpKith({ limits: { signInPerAddress: 20, signUpPerAddress: 1e9 } })

const OLD = 'correct horse battery'
const NEW = 'a horse on a staircase'
const NOT_VALID = { status: 404, code: 'reset_link_not_valid', message: 'This link is not valid any more.' }

let lastAddress = 0
/** An address that has not tried before. */
const anAddress = () => `198.51.100.${++lastAddress}`
const reset = (token: string, password = NEW, address = anAddress()) =>
  resetPassword(resetPasswordInput.parse({ token, password }), address)
const linkFor = async ({ id }: { id: string }) => (await createPasswordReset(id)).slice('/reset/'.length)
const sessionOf = (id: string) => startSession(id, { userAgent: 'test', address: '192.0.2.1' })

async function newAccount(): Promise<Viewer & { username: string }> {
  const input = { username: `user_${newId().slice(-12)}`, displayName: 'Some One', password: OLD }
  const { id, username } = await createAccount(input, '192.0.2.7')
  return { id, username, sessionId: await sessionOf(id) }
}

describe('a link for a new password', () => {
  it('sets the password of its user, ends all of their sessions, closes their sockets and tells their tabs', async () => {
    const [alice, other] = [await newAccount(), await newAccount()]
    const phone = await sessionOf(alice.id)
    const token = await linkFor(alice)
    expect(await showPasswordReset(token, anAddress())).toEqual({ username: alice.username })
    await reset(token)
    expect(await checkCredentials(alice.username, NEW)).toBe(alice.id)
    expect(await checkCredentials(alice.username, OLD)).toBeUndefined()
    for (const sessionId of [alice.sessionId, phone]) {
      expect(await userOfSession(sessionId)).toBeUndefined()
      expect(closed).toContain(sessionId)
    }
    expect((await eventsOf(alice)).map(({ type }) => type)).toEqual(['session_revoked'])
    expect(await userOfSession(other.sessionId)).toBe(other.id)
    expect(await checkCredentials(other.username, OLD)).toBe(other.id)
    expect(await eventsOf(other)).toEqual([])
  })

  it('works once, also for two at the same moment', async () => {
    const alice = await newAccount()
    const token = await linkFor(alice)
    const codes = await Promise.all([NEW, 'another fine password'].map((password) => codeOf(reset(token, password))))
    expect(codes.toSorted()).toEqual(['done', 'reset_link_not_valid'])
    const winner = codes[0] === 'done' ? NEW : 'another fine password'
    expect(await checkCredentials(alice.username, winner)).toBe(alice.id)
    expect(await refusalOf(reset(token))).toMatchObject(NOT_VALID)
    expect(await refusalOf(showPasswordReset(token, anAddress()))).toMatchObject(NOT_VALID)
  })

  it('is valid for an hour, and ends with the next one of the same user, not with one of another', async () => {
    const [alice, bob] = [await newAccount(), await newAccount()]
    const first = await linkFor(alice)
    const second = await linkFor(alice)
    await linkFor(bob)
    expect(await codeOf(reset(first))).toBe('reset_link_not_valid')
    const age = (minutes: number) =>
      database().execute(
        sql`update password_resets set expires_at = expires_at - make_interval(mins => ${minutes}) where user_id = ${alice.id}`,
      )
    await age(59)
    expect(await codeOf(showPasswordReset(second, anAddress()))).toBe('done')
    await age(2)
    expect(await refusalOf(showPasswordReset(second, anAddress()))).toMatchObject(NOT_VALID)
    expect(await refusalOf(reset(second))).toMatchObject(NOT_VALID)
    expect(await checkCredentials(alice.username, OLD)).toBe(alice.id)
    expect(await userOfSession(alice.sessionId)).toBe(alice.id)
  })

  it.each(['', 'x', 'A'.repeat(43), `${'A'.repeat(42)}\0`])(
    'that is forged is refused as an old one is: %j',
    async (token) => {
      const alice = await newAccount()
      await linkFor(alice)
      expect(await refusalOf(reset(token))).toMatchObject(NOT_VALID)
      expect(await checkCredentials(alice.username, OLD)).toBe(alice.id)
    },
  )

  it('is not what is stored: a copy of the database opens no account', async () => {
    const alice = await newAccount()
    const token = await linkFor(alice)
    const [row] = await database().execute<{ token_hash: string }>(
      sql`select * from password_resets where user_id = ${alice.id}`,
    )
    expect(JSON.stringify(row)).not.toContain(token)
    expect(await codeOf(reset(row?.token_hash ?? ''))).toBe('reset_link_not_valid')
  })

  it('stays valid after a password that is refused', async () => {
    const alice = await newAccount()
    const token = await linkFor(alice)
    expect(resetPasswordInput.safeParse({ token, password: 'short' }).error?.issues[0]?.path).toEqual(['password'])
    expect(await refusalOf(reset(token, 'PassWord1'))).toMatchObject({
      status: 422,
      errors: { password: expect.any(String) },
    })
    expect(await codeOf(reset(token))).toBe('done')
  })

  it('gives a password to an account that has none', async () => {
    const outsider = await createUser()
    await reset(await linkFor(outsider))
    const [row] = await database().execute<{ username: string }>(
      sql`select username from users where id = ${outsider.id}`,
    )
    expect(await checkCredentials(row?.username ?? '', NEW)).toBe(outsider.id)
  })

  it('is deleted when it has expired', async () => {
    const alice = await newAccount()
    await linkFor(alice)
    await database().execute(
      sql`update password_resets set expires_at = now() - interval '1 second' where user_id = ${alice.id}`,
    )
    await purgeExpired()
    expect(await database().execute(sql`select from password_resets where user_id = ${alice.id}`)).toHaveLength(0)
  })
})

it('tries at links are limited for each address, right and wrong ones alike', async () => {
  const address = anAddress()
  const token = await linkFor(await newAccount())
  for (let n = 0; n < 10; n++) {
    expect(await codeOf(showPasswordReset('A'.repeat(43), address))).toBe('reset_link_not_valid')
    expect(await codeOf(reset('A'.repeat(43), NEW, address))).toBe('reset_link_not_valid')
  }
  expect(await codeOf(showPasswordReset(token, address))).toBe('rate_limited')
  expect(await codeOf(reset(token, NEW, address))).toBe('rate_limited')
  expect(await codeOf(showPasswordReset(token, anAddress()))).toBe('done')
})
