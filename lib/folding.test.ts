import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DIFFERENT_TEXTS, EQUIVALENT_TEXTS } from '@/tests/support/search-equivalents'
import { foldForSearch, foldWithOffsets, searchTextOf, wordsOfName } from './folding'

const found = (text: string, query: string) => {
  const searchText = searchTextOf(text)
  const words = wordsOfName(query)
  return words.length > 0 && words.every((word) => searchText.includes(` ${word}`))
}

/** Texts with characters of every kind that a name or a message may contain. */
const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.constantFrom(
        ...EQUIVALENT_TEXTS.flat(),
        'ß',
        'ẞ',
        'ſ',
        'ı',
        'İ',
        'Σ',
        'ς',
        'ﬃ',
        '\u0301',
        '\u200D',
        '\u3000',
        '-',
        '’',
      ),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''))
  // Upper case makes the iota below a Greek vowel a separate letter, which nobody types.
  .filter((value) => !value.normalize('NFD').includes('\u0345'))

describe('foldForSearch', () => {
  it.each(EQUIVALENT_TEXTS)('a search finds %j by %j', (shown, query) => {
    expect(found(shown, query)).toBe(true)
    expect(foldForSearch(shown)).toContain(foldForSearch(query).split(' ')[0])
  })

  it('invisible characters are removed', () => {
    for (const invisible of ['\u00AD', '\u200B', '\u200D', '\uFE0F', '\u034F', '\u{E0041}', '\uFEFF'])
      expect(foldForSearch(`soft${invisible}ly`)).toBe('softly')
  })

  it.each(DIFFERENT_TEXTS)('a search does not find %j by %j', (shown, query) => {
    expect(found(shown, query)).toBe(false)
  })

  it('folding a folded text changes nothing', () => {
    fc.assert(
      fc.property(text, (value) => {
        const folded = foldForSearch(value)
        expect(foldForSearch(folded)).toBe(folded)
      }),
    )
  })

  it('a text folds to the same form in upper and lower case, composed and decomposed', () => {
    fc.assert(
      fc.property(text, (value) => {
        const folded = foldForSearch(value)
        for (const form of ['NFC', 'NFD']) expect(foldForSearch(value.normalize(form))).toBe(folded)
        expect(foldForSearch(value.toUpperCase())).toBe(folded)
        expect(foldForSearch(value.toLowerCase())).toBe(folded)
      }),
    )
  })

  it('foldWithOffsets gives the same text, and each offset points to the source characters', () => {
    fc.assert(
      fc.property(text, (value) => {
        const { folded, starts, ends } = foldWithOffsets(value)
        expect(folded.replace(/\s+/gu, ' ').trim()).toBe(foldForSearch(value))
        expect([starts.length, ends.length]).toEqual([folded.length, folded.length])
        starts.forEach((start, at) => {
          expect(foldForSearch(value.slice(start, ends[at]))).toContain(folded.charAt(at).trim())
        })
      }),
    )
  })

  it('both fold functions agree for each code point below U+3000, and folding again changes nothing', () => {
    const letters = Array.from({ length: 0x3000 }, (_, at) => String.fromCodePoint(at))
    for (const letter of letters) {
      const folded = foldForSearch(`a${letter}b`)
      expect(foldForSearch(folded), letter).toBe(folded)
      expect(foldWithOffsets(`a${letter}b`).folded.replace(/\s+/gu, ' '), letter).toBe(folded)
    }
  })
})

describe('search by name', () => {
  it('a name is found by the beginning of any of its words, in any Unicode form or case', () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (name, word, length) => {
        const words = name.split(/[\s-]+/u).filter((part) => wordsOfName(part).length > 0)
        fc.pre(words.length > 0)
        const typed = Array.from(words[word % words.length] ?? '')
        const query = typed.slice(0, 1 + (length % typed.length)).join('')
        fc.pre(/[\p{L}\p{N}\p{S}]/u.test(foldForSearch(query)))
        for (const form of [query, query.toUpperCase(), query.toLowerCase(), query.normalize('NFC')])
          expect(found(name, form), `${name} by ${form}`).toBe(true)
      }),
    )
  })

  it('a name with punctuation is found by its parts and by the joined word', () => {
    for (const query of ['jeanluc', 'jean', 'luc', "o'connor", 'oconnor', 'connor jean', 'jean-luc oconnor'])
      expect(found('Jean-Luc O’Connor', query), query).toBe(true)
    for (const query of ['mary_ann', 'mary', 'ann', 'maryann', 'mary.ann']) expect(found('mary_ann', query)).toBe(true)
  })

  it('an emoji in a name becomes a word of letters and digits, which the index supports', () => {
    expect(wordsOfName('Ann😀👍🏽')).toEqual(['ann', 'u01f600', 'u01f44d'])
  })

  it('a name of punctuation alone is found by punctuation', () => {
    expect(found('---', '--')).toBe(true)
    expect(found('Anna', '-')).toBe(false)
  })
})
