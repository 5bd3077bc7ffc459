import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldForSearch, searchTerms } from '@/lib/folding'
import { hashesFor, startOfWeek, trigramsOf, weekOf } from './trigrams'

describe('grams', () => {
  it('are the pairs of neighbours within words, and ideographs by themselves', () => {
    expect([...trigramsOf('Hallo du')]).toEqual(['ha', 'al', 'll', 'lo', 'du'])
    expect([...trigramsOf('日本語')]).toEqual(['日', '日本', '本', '本語', '語'])
    expect([...trigramsOf('ひ')]).toEqual(['ひ'])
    expect([...trigramsOf(' a  b\n')]).toEqual([])
    expect([...trigramsOf('👩‍👩')].length).toBeGreaterThan(0)
    for (const one of ['😀', '👍🏽', '❤️', '🇩🇪', '1️⃣', '見', '한']) expect(trigramsOf(one).size, one).toBeGreaterThan(0)
    for (const one of ['a', 'é', 'я', '1', '.', '\u0301', '\u200D']) expect(trigramsOf(one).size, one).toBe(0)
  })

  it('do not tell letters apart that are the same to a reader', () => {
    expect([...trigramsOf('ﬁ ＡＢ')]).toEqual([...trigramsOf('FI ab')])
    expect([...trigramsOf('e\u0301a')]).toEqual([...trigramsOf('\u00e9a')])
  })

  it('of a substring within a word are among those of the text', () => {
    const word = fc
      .string({ unit: 'grapheme', minLength: 2, maxLength: 12 })
      .filter((text) => searchTerms(text).length > 0)
    fc.assert(
      fc.property(word, word, word, (before, looked, after) => {
        const [needle = ''] = searchTerms(looked)
        const text = foldForSearch(before + needle + after)
        fc.pre(text.includes(needle))
        const held = trigramsOf(text)
        expect([...trigramsOf(needle)].filter((gram) => !held.has(gram))).toEqual([])
      }),
    )
  })

  it('are hashed into 32 bits, differently for everybody and each week', () => {
    const hashes = hashesFor('alice', 7, trigramsOf('hello world'))
    expect(hashes).toEqual(hashesFor('alice', 7, trigramsOf('hello world')))
    expect(hashes.every((hash) => Number.isInteger(hash) && hash === (hash | 0))).toBe(true)
    for (const others of [
      hashesFor('bob', 7, trigramsOf('hello world')),
      hashesFor('alice', 8, trigramsOf('hello world')),
    ])
      expect(others.filter((hash) => hashes.includes(hash))).toEqual([])
  })
})

it('a week begins where the one before ends', () => {
  const week = weekOf(new Date())
  expect(weekOf(startOfWeek(week))).toBe(week)
  expect(weekOf(new Date(startOfWeek(week).getTime() - 1))).toBe(week - 1)
})
