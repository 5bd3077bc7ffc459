import { expect, it } from 'vitest'
import { newId } from '@/lib/ids'
import { startSession, userOfSession } from '@/lib/session/sessions'
import type { Viewer } from '@/lib/session/viewer'
import { codeOf, eventsOf, refusalOf } from '@/tests/support/conversations'
import { createUser, setUpKith } from '@/tests/support/environment'
import { changePasswordInput } from './schema'
import { checkCredentials, createAccount } from './service'
import { me } from './service-me'
import { changePassword } from './service-password'
import { consumeSignIn } from './sign-in-limits'

setUpKith({ limits: { signInPerAccount: 3, signUpPerAddress: 1e9 } })

const OLD = 'correct horse battery'
const NEW = 'a horse on a staircase'
const ADDRESS = '192.0.2.7'

const sessionOf = (id: string) => startSession(id, { userAgent: 'test', address: ADDRESS })

async function newAccount(): Promise<Viewer & { username: string }> {
  const { id, username } = await createAccount(
    { username: `user_${newId().slice(-12)}`, displayName: 'Some One', password: OLD },
    ADDRESS,
  )
  return { id, username, sessionId: await sessionOf(id) }
}
const change = (viewer: Viewer, input: { current?: string; next?: string }) =>
  changePassword(viewer, changePasswordInput.parse({ next: NEW, ...input }))
const typesOf = async (viewer: Viewer) => (await eventsOf(viewer)).map(({ type }) => type)

it('after a password change only the new password works, and other devices are signed out', async () => {
  const alice = await newAccount()
  const others = [await sessionOf(alice.id), await sessionOf(alice.id)]
  const stranger = await newAccount()
  await change(alice, { current: OLD })
  expect(await checkCredentials(alice.username, NEW)).toBe(alice.id)
  expect(await checkCredentials(alice.username, OLD)).toBeUndefined()
  for (const sessionId of others) expect(await userOfSession(sessionId)).toBeUndefined()
  expect(await userOfSession(alice.sessionId)).toBe(alice.id)
  expect(await userOfSession(stranger.sessionId)).toBe(stranger.id)
  expect(await typesOf(alice)).toEqual(['session_revoked'])
})

it('a password change requires the current password', async () => {
  const alice = await newAccount()
  const other = await sessionOf(alice.id)
  for (const input of [{ current: 'not the password' }, {}])
    expect(await refusalOf(change(alice, input))).toMatchObject({
      status: 422,
      code: 'invalid',
      errors: { current: expect.any(String) },
    })
  expect(await checkCredentials(alice.username, OLD)).toBe(alice.id)
  expect(await userOfSession(other)).toBe(alice.id)
})

it('a password can be changed while unknown devices have used up the sign-in limit', async () => {
  const alice = await newAccount()
  for (let n = 0; n < 20; n++) await codeOf(consumeSignIn(alice.username, ADDRESS))
  expect(await codeOf(consumeSignIn(alice.username, ADDRESS))).toBe('rate_limited')
  expect(await codeOf(change(alice, { current: OLD }))).toBe('done')
})

it('wrong current passwords are counted per session and refunded by a right one', async () => {
  const alice = await newAccount()
  const guess = () => codeOf(change(alice, { current: 'not the password' }))
  expect([await guess(), await guess()]).toEqual(['invalid', 'invalid'])
  await change(alice, { current: OLD })
  expect([await guess(), await guess(), await guess()]).toEqual(['invalid', 'invalid', 'invalid'])
  const refusal = await refusalOf(change(alice, { current: NEW }))
  expect(refusal).toMatchObject({ status: 429, code: 'rate_limited' })
  expect(refusal.retryAfterSeconds).toBeGreaterThan(800)
  const elsewhere = { ...alice, sessionId: await sessionOf(alice.id) }
  expect(await codeOf(change(elsewhere, { current: NEW, next: OLD }))).toBe('done')
})

it('a new password is checked by the rules of sign-up before the old one', async () => {
  const alice = await newAccount()
  for (const next of ['short', 'x'.repeat(129)])
    expect(changePasswordInput.safeParse({ next }).error?.issues[0]?.path).toEqual(['next'])
  for (let n = 0; n < 5; n++)
    expect(await refusalOf(change(alice, { current: OLD, next: 'PassWord1' }))).toMatchObject({
      status: 422,
      errors: { next: expect.any(String) },
    })
})

it('of two concurrent password changes one succeeds', async () => {
  const alice = await newAccount()
  const [there, here] = [{ ...alice, sessionId: await sessionOf(alice.id) }, alice]
  const codes = await Promise.all([change(here, { current: OLD }), change(there, { current: OLD })].map(codeOf))
  expect(codes.toSorted()).toEqual(['done', 'invalid'])
})

it('an account without a password can set one, which is announced to every tab', async () => {
  const outsider = await createUser()
  expect((await me(outsider)).user.hasPassword).toBe(false)
  await change(outsider, {})
  const { hasPassword, username } = (await me(outsider)).user
  expect(hasPassword).toBe(true)
  expect(await checkCredentials(username, NEW)).toBe(outsider.id)
  expect(await typesOf(outsider)).toEqual(['settings_changed'])
  expect(await codeOf(change(outsider, {}))).toBe('invalid')
})
