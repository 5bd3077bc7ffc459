import { describe, expect, it } from 'vitest'
import { emptyIfBlank, hasHiddenCharacters, hasStackedMarks, hasUnprintableCharacters, isBlank } from './characters'

const INVISIBLE = [
  '\u034F', // A joiner of graphemes.
  '\u17B4\u17B5', // Khmer vowels that are not displayed.
  '\u0301',
  '\u0301\u0302\u0303',
  ' \u0301',
  '\u00AD',
  '\u115F\u1160',
  '\u3164',
  '\uFFA0',
  '\u180B\u180E',
  '\u200B\u200C\u200D\u200E',
  '\u2060\u2061\u2064',
  '\u206A\u206F',
  '\u2800',
  '\u3000',
  '\u2028\u2029',
  '\uFE00\uFE0F',
  '\uFEFF',
  '\uFFF0', // Reserved, and displayed as nothing.
  '\u{1BCA0}',
  '\u{1D159}\u{1D173}',
  '\u{E0041}\u{E007F}',
  '\u{E0100}',
  '\u20DD', // A circle without a base letter.
  '\u0E34', // A Thai vowel without a base letter.
]

describe('isBlank', () => {
  it.each(['', ...INVISIBLE])('text %j is blank', (text) => {
    expect(isBlank(text)).toBe(true)
    expect(emptyIfBlank(text)).toBe('')
  })

  it.each(INVISIBLE)('text with a letter beside %j is not blank', (invisible) => {
    expect(isBlank(`${invisible}a`)).toBe(false)
    expect(isBlank(`a${invisible}`)).toBe(false)
  })

  it.each([
    '.',
    '-',
    '😀',
    '❤️',
    '1️⃣',
    '🇩🇪',
    '🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}',
    'ᄀ',
    'กิ',
    '\uF8FF',
    '\u{1FAE9}',
  ])('text %j is not blank', (text) => expect(isBlank(text)).toBe(false))
})

describe('hasHiddenCharacters', () => {
  it.each([
    '👩‍🚀',
    '👩🏽‍🚀',
    '👩‍❤️‍💋‍👨',
    '🏳️‍🌈',
    '❤️',
    '☎︎',
    '1️⃣ #️⃣',
    '🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}', // England.
    'علی‌رضا', // Persian, with a non-joiner.
    'क्‍ष', // Hindi, with a joiner.
    'ශ්‍රී', // Sinhala.
    'ന്‍റെ', // Malayalam.
    '\u0D05\u0D35\u0D28\u0D4D\u200D', // The same at the end of a word.
    '邉\u{E0100}', // One of several forms of a Japanese family name.
    '葛\uFE00',
    'ᠠ\u180B',
  ])('%j has only invisible characters that are required', (name) => {
    expect(hasHiddenCharacters(name)).toBe(false)
  })

  it.each([
    'Ann\u{E0041}',
    '🏴\u{E0067}\u{E0062}', // A flag without the cancel tag.
    '🏴\u{E007F}',
    '😀\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}',
    'A\u00ADnn',
    'A\u034Fnn',
    'Ann\u200D',
    'A\u200Dnn',
    'A\u200Cnn',
    'अ\u200D',
    '\u200Cعلی',
    'علی\u200C',
    '\u0D05\u0D4D\u200D\u200D',
    'A\uFE0F',
    '1\uFE0F',
    '❤\uFE0F\uFE0F',
    '👩\u200D',
    '👩\u200Da',
    'Ann\u200B',
    'A\u2060nn',
    'A\u3164nn',
    'a\u180Eb',
    'A\u202Enn',
    'Ann\uFEFF',
    'A\u{1D173}',
    'A\uFFF9B',
  ])('%j has invisible characters without effect', (name) => {
    expect(hasHiddenCharacters(name)).toBe(true)
  })
})

it.each([
  'a\0',
  'a\n',
  'a\u0085',
  'a\u2028',
  'a\u2029',
  'a\uD83D',
  '\uDE00a',
  'a\uE000',
  'a\uFFFE',
  'a\u0378',
  'a\u{10FFFF}',
])('%j has unprintable characters', (name) => expect(hasUnprintableCharacters(name)).toBe(true))

it.each(['Ann', 'Zoë', 'O’Connor', '山田　太郎', 'J. R. R.', '😀', '\u{1F9CC}', '\u{1FC00}'])(
  '%j has only printable characters',
  (name) => expect(hasUnprintableCharacters(name)).toBe(false),
)

describe('hasStackedMarks', () => {
  it.each(['Zoë', 'Nguyễn Thị'.normalize('NFD'), 'שָׁלוֹם', 'مُحَمَّد', 'กรุ้ง', 'हिन्दी', 'ཧཱུྃ', '1️⃣', 'ẹ́'])(
    '%j has no stacked marks',
    (name) => {
      expect(hasStackedMarks(name)).toBe(false)
    },
  )

  it.each([
    `A${'\u0301'.repeat(300)}`,
    `A${'\u0301'.repeat(5)}nn`,
    `x${'\u0E49'.repeat(6)}`,
    '\u0301Ann',
    'Ann \u0332',
    'A\u20DD\u20DE\u20DF\u20E0\u20E2',
  ])('%j has stacked marks', (name) => expect(hasStackedMarks(name)).toBe(true))
})
