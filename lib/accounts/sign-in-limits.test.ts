import { sql } from 'drizzle-orm'
import { describe, expect, it, vi } from 'vitest'
import { database } from '@/db/client'
import { newId } from '@/lib/ids'
import { codeOf, refusalOf } from '@/tests/support/conversations'
import { setUpKith } from '@/tests/support/environment'
import { rememberDevice } from './device-cookie'
import { createAccount } from './service'
import { consumeCurrentPassword, consumeSignIn } from './sign-in-limits'

setUpKith({ limits: { signInPerAccount: 2, signInPerAddress: 5 } })

let addresses = 0
/** Each of another network. */
const newAddress = () => `10.${++addresses >> 8}.${addresses & 255}.1`
const as = (username: string, address = newAddress()) => consumeSignIn(username, address)

describe('the limits of signing in', () => {
  it('guesses at one account are limited, from all addresses and in every spelling', async () => {
    const address = newAddress()
    const beside = address.replace(/1$/, '2') // Of the same network.
    await as('victim', address)
    await as(' VICTIM ', address)
    for (const written of ['@victim', 'ｖｉｃｔｉｍ', '\u3000@Victim\u200B'])
      expect(await codeOf(as(written, beside))).toBe('rate_limited')
    const refusal = await refusalOf(as('victim', address))
    expect(refusal).toMatchObject({ status: 429, code: 'rate_limited' })
    expect(refusal.retryAfterSeconds).toBeGreaterThan(800)
    expect(refusal.retryAfterSeconds).toBeLessThanOrEqual(900)
    expect(await codeOf(as('another', address))).toBe('done')
  })

  it('guesses of a hundred networks at one account are limited', async () => {
    const codes: unknown[] = []
    for (let n = 0; n < 100; n++) codes.push(await codeOf(as('attacked')))
    expect(codes.filter((code) => code === 'done')).toHaveLength(2 + 4) // What strangers share, and the reserve.
    expect(await codeOf(as('attacked'))).toBe('rate_limited')
  })

  it('a network that has not tried the account can try when the shared limit is used up', async () => {
    const [attacker, owner] = [newAddress(), newAddress()]
    for (let n = 0; n < 3; n++) await codeOf(as('reserved', attacker))
    expect(await codeOf(as('reserved', attacker))).toBe('rate_limited')
    expect([await codeOf(as('reserved', owner)), await codeOf(as('reserved', owner))]).toEqual(['done', 'done'])
    expect(await codeOf(as('reserved', owner))).toBe('rate_limited')
  })

  it.each([
    ['addresses side by side', '198.51.100.1', '198.51.100.2'],
    ['the many networks that one IPv6 line has', '2001:db8:1:1::/64', '2001:db8:1:2::/64'],
  ])('sign-in attempts from %s share one limit', async (name, one, another) => {
    for (let n = 0; n < 2; n++) await as(name, one)
    expect(await codeOf(as(name, another))).toBe('rate_limited')
  })

  it('existing and unknown accounts are counted alike', async () => {
    const { username } = await newAccount()
    for (const name of [username, 'there_is_none']) {
      const address = newAddress()
      const codes = [await codeOf(as(name, address)), await codeOf(as(name, address)), await codeOf(as(name, address))]
      expect(codes).toEqual(['done', 'done', 'rate_limited'])
    }
  })

  it('guesses from one address are limited over all accounts', async () => {
    const address = newAddress()
    for (let n = 0; n < 5; n++) await as(`guessed${n}`, address)
    expect(await codeOf(as('guessed9', address))).toBe('rate_limited')
    expect(await codeOf(as('guessed9'))).toBe('done')
  })

  it('a successful sign-in refunds the attempts', async () => {
    const address = newAddress()
    const forgive = await as('owner', address)
    await as('owner', address)
    await forgive()
    const codes = []
    for (let n = 0; n < 3; n++) codes.push(await codeOf(as('owner', address)))
    expect(codes).toEqual(['done', 'done', 'rate_limited'])
  })

  it('invalid and long names are counted like others', async () => {
    for (const username of [{ toString: 1 }, 'a\0b', 'a'.repeat(10_000)])
      expect(await codeOf(consumeSignIn(username, newAddress()))).toBe('done')
    const address = newAddress()
    await consumeSignIn(undefined, address)
    await consumeSignIn(['a'], address)
    expect(await codeOf(consumeSignIn({}, address))).toBe('rate_limited')
  })
})

describe('a device on which the account signed in before', () => {
  const attack = async (username: string) => {
    for (let n = 0; n < 20; n++) await codeOf(as(username))
    expect(await codeOf(as(username))).toBe('rate_limited')
  }

  it('a known device can sign in during an attack, also from the same address', async () => {
    const { id, username } = await newAccount()
    const device = await deviceOf(id)
    await attack(username)
    const address = newAddress()
    for (let n = 0; n < 5; n++) await codeOf(consumeSignIn(`other${n}`, address))
    expect(await codeOf(consumeSignIn('other', address))).toBe('rate_limited')
    expect(await codeOf(consumeSignIn(username, address, device))).toBe('done')
  })

  it('a known device has its own limit and counts as unknown after it', async () => {
    const { id, username } = await newAccount()
    const [device, another] = [await deviceOf(id), await deviceOf(id)]
    await attack(username)
    const address = newAddress()
    const codes = []
    for (let n = 0; n < 3; n++) codes.push(await codeOf(consumeSignIn(username, address, device)))
    expect(codes).toEqual(['done', 'done', 'rate_limited'])
    expect(await codeOf(consumeSignIn(username, address, another))).toBe('done')
  })

  it('a forged, expired, foreign or outdated cookie makes no known device', async () => {
    const { id, username } = await newAccount()
    const [own, others] = [await deviceOf(id), await deviceOf((await newAccount()).id)]
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 401 * 86_400_000 })
    const over = await deviceOf(id)
    vi.useRealTimers()
    await attack(username)
    const forged = own.replace(/.(?=.{9}$)/, (one) => (one === 'A' ? 'B' : 'A'))
    const cut = own.slice(0, -9)
    for (const device of [forged, cut, over, others, 'kith-device=', `kith-device=${id}`])
      expect(await codeOf(consumeSignIn(username, '192.0.2.1', device)), device).toBe('rate_limited')
    expect(await codeOf(consumeSignIn(username, '192.0.2.1', own))).toBe('done')
    await database().execute(sql`update users set password_hash = 'another' where id = ${id}`)
    expect(await codeOf(consumeSignIn(username, '192.0.2.1', own))).toBe('rate_limited')
  })

  it('a device may be known for several accounts, and its cookie does not reveal them', async () => {
    const [one, two] = [await newAccount(), await newAccount()]
    const shared = await deviceOf(two.id, await deviceOf(one.id))
    for (const { username } of [one, two]) {
      await attack(username)
      expect(await codeOf(consumeSignIn(username, newAddress(), shared))).toBe('done')
    }
    const readable = shared
      .split('.')
      .map((part) => Buffer.from(part, 'base64url').toString('latin1'))
      .join()
    for (const { id, username } of [one, two]) {
      expect(readable).not.toContain(id)
      expect(readable).not.toContain(username)
    }
  })
})

it('the current password has its own limit per session', async () => {
  const [mine, thief] = [newId(), newId()]
  await consumeCurrentPassword(thief)
  const forgive = await consumeCurrentPassword(thief)
  expect(await codeOf(consumeCurrentPassword(thief))).toBe('rate_limited')
  expect(await codeOf(consumeCurrentPassword(mine))).toBe('done')
  await forgive()
  expect(await codeOf(consumeCurrentPassword(thief))).toBe('done')
})

async function newAccount() {
  const username = `user_${newId().slice(-12)}`
  const { id } = await createAccount({ username, displayName: 'Some One', password: 'correct horse battery' }, newId())
  return { id, username }
}

/** The Cookie header that a browser sends after the account has signed in on it. */
async function deviceOf(userId: string, cookies?: string) {
  const cookie = await rememberDevice(cookies, userId)
  expect(cookie).toMatch(/; Path=\/api; Max-Age=\d+; HttpOnly; SameSite=Lax$/)
  return cookie?.split(';')[0] ?? ''
}
