import { describe, expect, it } from 'vitest'
import { bodyError, countCodePoints } from './rules'

const fault = (body: string) => bodyError(body, 2000)

describe('a message body', () => {
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
  ])('may be %j', (body) => {
    expect(fault(body)).toBeUndefined()
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
  ])('is not blank like %j', (body) => {
    expect(fault(body)).toBe('Write something first.')
  })

  it('holds 2000 code points and not one more', () => {
    expect(fault('a'.repeat(2001))).toBe('Use at most 2000 characters.')
    expect(fault('\u{1F600}'.repeat(2001))).toBe('Use at most 2000 characters.')
  })

  it('is whole text without NUL', () => {
    expect(fault('a\uD83Db')).toContain('half a character')
    expect(fault('\uDE00')).toContain('half a character')
    expect(fault('a\0b')).toContain('NUL')
  })
})

it('counts an emoji as one and its parts as several', () => {
  expect(countCodePoints('a\u{1F600}')).toBe(2)
  expect(countCodePoints('\u{1F468}\u200D\u{1F469}')).toBe(3)
})
