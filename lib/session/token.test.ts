import { describe, expect, it, vi } from 'vitest'
import { openToken, sealToken } from './token'

const secret = 'a secret of at least thirty-two characters'
const sealed = (maxAge?: number) =>
  sealToken({ token: { sub: 'alice', sid: 's1' }, secret, ...(maxAge ? { maxAge } : {}) })

describe('a session token', () => {
  it('a sealed token opens to the same content', () => {
    expect(openToken({ token: sealed(), secret })).toMatchObject({ sub: 'alice', sid: 's1' })
  })

  it('an expired token does not open', () => {
    const token = sealed(60)
    vi.useFakeTimers({ now: Date.now() + 61_000 })
    expect(openToken({ token, secret })).toBeNull()
    vi.useRealTimers()
  })

  it('a token does not open with another secret or salt', () => {
    expect(openToken({ token: sealed(), secret: `${secret}!` })).toBeNull()
    expect(openToken({ token: sealed(), secret, salt: 'state' })).toBeNull()
  })

  it('a token with any changed, shortened or extended part does not open', () => {
    const token = sealed()
    const parts = token.split('.')
    for (const [index, part] of parts.entries()) {
      const changed = parts.with(index, `${part.startsWith('A') ? 'B' : 'A'}${part.slice(1)}`).join('.')
      expect(openToken({ token: changed, secret })).toBeNull()
      expect(openToken({ token: parts.toSpliced(index, 1).join('.'), secret })).toBeNull()
    }
    expect(openToken({ token: `${token}.x`, secret })).toBeNull()
    // A tag cut to four bytes would let a forger guess it.
    expect(openToken({ token: [...parts.slice(0, 4), parts[4]?.slice(0, 6)].join('.'), secret })).toBeNull()
  })

  it('a token with characters that decoding would skip does not open', () => {
    const [header, key, iv, text, tag] = sealed().split('.')
    for (const filler of ['!', ' ', '!'.repeat(10_000), '=', '+'])
      expect(openToken({ token: [header, key, iv, `${text}${filler}`, tag].join('.'), secret })).toBeNull()
  })

  it.each(['', '.', '....', 'null', '%', 'a.b.c.d.e'])('the value %j is not a session token', (token) => {
    expect(openToken({ token, secret })).toBeNull()
  })
})
