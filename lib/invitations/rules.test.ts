import { describe, expect, it } from 'vitest'
import { asksFirstByDefault, invitationPath, isUnused, isUsableBy, mustAsk, parseToken, stateOf } from './rules'

const now = new Date('2026-03-01T12:00:00Z')
const live = { revoked: false, expiresAt: new Date('2026-03-01T12:00:01Z'), usesLeft: 1 }
const usedUp = { ...live, usesLeft: 0 }
const expired = { ...live, expiresAt: now.toISOString() }
const revoked = { ...live, revoked: true }

describe('an invitation', () => {
  it('an invitation ends by expiry, by its last use or by its owner', () => {
    expect(stateOf(live, now)).toBe('live')
    expect(stateOf(usedUp, now)).toBe('used_up')
    expect(stateOf(expired, now)).toBe('expired')
    expect(stateOf(revoked, now)).toBe('revoked')
  })

  it('an expired or revoked invitation is not reported as used up', () => {
    expect(stateOf({ ...usedUp, expiresAt: now }, now)).toBe('expired')
    expect(stateOf({ ...expired, ...usedUp, revoked: true }, now)).toBe('revoked')
  })

  it('an invitation is open to new visitors while it has uses left, and to its users until it ends', () => {
    const [newcomer, guest] = [{ hasUsed: false }, { hasUsed: true }]
    expect([live, usedUp, expired, revoked].map((one) => isUsableBy(newcomer, one, now))).toEqual([
      true,
      false,
      false,
      false,
    ])
    expect([live, usedUp, expired, revoked].map((one) => isUsableBy(guest, one, now))).toEqual([
      true,
      true,
      false,
      false,
    ])
  })
})

it('an invitation asks its owner by default when it is for more than one person', () => {
  expect([1, 2, 100].map(asksFirstByDefault)).toEqual([false, true, true])
})

it('a visitor becomes a friend at once only by a link that does not ask, and only once', () => {
  const cases = [true, false].flatMap((asksFirst) => [true, false].map((hasUsed) => ({ asksFirst, hasUsed })))
  expect(cases.filter((one) => !mustAsk(one))).toEqual([{ asksFirst: false, hasUsed: false }])
})

it('a link is ready to be sent while it is live, for one person, without a name and without a question', () => {
  const plain = { ...live, label: '', uses: 1, asksFirst: false }
  expect(isUnused(plain, now)).toBe(true)
  const others = [usedUp, expired, revoked, { label: 'Choir' }, { uses: 2 }, { asksFirst: true }]
  expect(others.filter((other) => isUnused({ ...plain, ...other }, now))).toEqual([])
})

it('a token has 22 characters that need no escaping in a URL, and other text matches no invitation', () => {
  const token = 'Az09_-Az09_-Az09_-Az09'
  expect(parseToken(token)).toBe(token)
  expect(new URL(invitationPath(token), 'https://kith.example').pathname).toBe(`/i/${token}`)
  for (const text of ['', 'x', `${token}x`, `${token}\n`, token.slice(1), `${token.slice(1)}\0`, `${token.slice(1)}%`])
    expect(parseToken(text)).toBe('')
})
