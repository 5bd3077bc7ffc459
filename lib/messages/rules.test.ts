import { describe, expect, it } from 'vitest'
import { bodyError, countCodePoints } from './rules'

const errorOf = (body: string) => bodyError(body, 2000)

describe('bodyError', () => {
  it.each([
    'Hello',
    ' spaced ',
    '\u202Eabc',
    '\u{1F600}',
    '\u{1F468}\u200D\u{1F469}',
    '你好',
    '.\n\n.',
    '\uF8FF',
    'e\u0301',
    '1️⃣',
    'a'.repeat(2000),
    '\u{1F600}'.repeat(2000),
  ])('body %j is accepted', (body) => {
    expect(errorOf(body)).toBeUndefined()
  })

  it.each([
    '',
    ' ',
    '\n\t',
    '\u200B',
    '\u200D\uFEFF',
    '\u2060\u00A0',
    '\u2800',
    '\u3164',
    '\uFE0F',
    '\u034F',
    '\u17B4\u17B5',
    '\u0301',
    '\u{E0041}',
  ])('body %j is refused as blank', (body) => {
    expect(errorOf(body)).toBe('Write something first.')
  })

  it('a body of 2001 code points is refused', () => {
    expect(errorOf('a'.repeat(2001))).toBe('Use at most 2000 characters.')
    expect(errorOf('\u{1F600}'.repeat(2001))).toBe('Use at most 2000 characters.')
  })

  it('a body with a lone surrogate or a NUL is refused', () => {
    expect(errorOf('a\uD83Db')).toContain('half a character')
    expect(errorOf('\uDE00')).toContain('half a character')
    expect(errorOf('a\0b')).toContain('NUL')
  })
})

it('countCodePoints counts an emoji of one code point as one and a joined emoji as several', () => {
  expect(countCodePoints('a\u{1F600}')).toBe(2)
  expect(countCodePoints('\u{1F468}\u200D\u{1F469}')).toBe(3)
})
