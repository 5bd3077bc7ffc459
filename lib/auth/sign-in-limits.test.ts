import { describe, expect, it } from 'vitest'
import { prepareKith } from '@/lib/testing/kith'
import { codeOf, refusalOf } from '@/lib/testing/talk'
import { countSignIn } from './sign-in-limits'

prepareKith({ limits: { signInPerAccount: 2, signInPerAddress: 4 } })

let addresses = 0
const newAddress = () => `192.0.2.${++addresses}`
const as = (username: string, address = newAddress()) => countSignIn(username, address)

describe('the limits of signing in', () => {
  it('stop the guesses at one account, from wherever they come and however it is written', async () => {
    await as('victim')
    await as(' VICTIM ')
    for (const written of ['@victim', 'ｖｉｃｔｉｍ', '\u3000@Victim\u200B'])
      expect(await codeOf(as(written))).toBe('rate_limited')
    const refusal = await refusalOf(as('victim'))
    expect(refusal).toMatchObject({ status: 429, code: 'rate_limited' })
    expect(refusal.retryAfterSeconds).toBeGreaterThan(800)
    expect(refusal.retryAfterSeconds).toBeLessThanOrEqual(900)
    expect(await codeOf(as('another'))).toBe('done')
  })

  it('stop the guesses from one address, at however many accounts', async () => {
    const address = newAddress()
    for (let n = 0; n < 4; n++) await as(`guessed${n}`, address)
    expect(await codeOf(as('guessed9', address))).toBe('rate_limited')
    expect(await codeOf(as('guessed9'))).toBe('done')
  })

  it('give the account its tries back after a right one', async () => {
    const forgive = await as('owner')
    await as('owner')
    await forgive()
    expect(await codeOf(as('owner'))).toBe('done')
    expect(await codeOf(as('owner'))).toBe('done')
    expect(await codeOf(as('owner'))).toBe('rate_limited')
  })

  it('count a name that is none, or too long, like any other', async () => {
    for (const username of [{ toString: 1 }, 'a\0b', 'a'.repeat(10_000)])
      expect(await codeOf(countSignIn(username, newAddress()))).toBe('done')
    await countSignIn(undefined, newAddress())
    expect(await codeOf(countSignIn(['a'], newAddress()))).toBe('rate_limited')
  })
})
