import { describe, expect, it } from 'vitest'
import { createAccountInput, credentialsInput } from './schema'

const whole = { username: 'alice', displayName: 'Alice', password: 'correct horse' }
const faults = (changed: object) => {
  const result = createAccountInput.safeParse({ ...whole, ...changed })
  return result.success ? [] : [...new Set(result.error.issues.map(({ path }) => path.join('.')))]
}

describe('what a new account may be called', () => {
  it.each(['abc', 'a_b.c', '0'.repeat(30)])('the username %j is accepted for a new account', (username) => {
    expect(createAccountInput.parse({ ...whole, username }).username).toBe(username)
  })

  it.each([
    ' Alice ',
    'ALICE',
    '@alice',
    ' @Alice\t',
    '@ alice',
    '＠ａｌｉｃｅ',
    'Ａｌｉｃｅ',
    '\u3000alice\u00A0',
    '\uFEFFalice\u200B',
  ])('the username %j is read as alice in sign-in and sign-up', (username) => {
    expect(createAccountInput.parse({ ...whole, username }).username).toBe('alice')
    expect(credentialsInput.parse({ ...whole, username }).username).toBe('alice')
  })

  it.each([
    '',
    'ab',
    '0'.repeat(31),
    'a b c',
    'zoë',
    '@',
    '@@alice',
    'alice@',
    'alice@example.org',
    'al\u200Bice',
    `alice${' '.repeat(300)}x`,
    'a-b',
    'a\0bc',
    7,
    null,
    '...',
    '___',
    '.ann',
    'ann..',
    'a..b',
  ])('the username %j is refused for a new account', (username) => {
    expect(faults({ username })).toEqual(['username'])
  })

  it.each(['...', '___', '.ann', 'ann..', 'admin'])(
    'an existing account with the username %j can sign in',
    (username) => {
      expect(credentialsInput.safeParse({ username, password: 'correct horse' }).success).toBe(true)
    },
  )

  it.each([
    '',
    ' ',
    '\u200B',
    'a\0b',
    'a\nb',
    'half \uD83D',
    'a'.repeat(61),
    '\u3164',
    '\u2800',
    '\uFE0F',
    '\u202Eecila',
    'a\u2066b',
    '\u034F',
    '\u17B4\u17B5',
    '\u0301',
    'Ann\u{E0041}',
    'A\u00ADnn',
    'A\u2028nn',
    'Ann\uE000',
    `A${'\u0301'.repeat(20)}`,
  ])('the display name %j is refused because a part of it is invisible or misleading', (displayName) => {
    expect(faults({ displayName })).toEqual(['displayName'])
  })
})

it.each(['Zoë', '山田　太郎', 'علی‌رضا', '👩🏽‍🚀', 'O’Connor', '邉\u{E0100}', 'שָׁלוֹם', '---', 'İpek'])(
  'the display name %j is accepted',
  (displayName) => {
    expect(faults({ displayName })).toEqual([])
  },
)

describe('a password', () => {
  it.each(['a', 'é', ' ', '🦊', '\0', 'п'])(
    'a password like %j with 8 to 128 characters of any kind is accepted',
    (character) => {
      for (const length of [8, 128]) {
        const password = character.repeat(length)
        expect(faults({ password })).toEqual([])
        expect(credentialsInput.safeParse({ ...whole, password }).success).toBe(true)
      }
      for (const length of [0, 7, 129]) expect(faults({ password: character.repeat(length) })).toEqual(['password'])
    },
  )

  it('a password must be well-formed text', () => {
    expect(faults({ password: '\uD800'.repeat(8) })).toEqual(['password'])
  })

  it('the length of a password is counted after normalization', () => {
    expect(faults({ password: 'e\u0301'.repeat(128) })).toEqual([])
    expect(faults({ password: 'e\u0301'.repeat(4) })).toEqual(['password'])
    expect(credentialsInput.safeParse({ ...whole, password: 'e\u0301'.repeat(128) }).success).toBe(true)
  })
})
