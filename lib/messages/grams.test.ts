import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldForSearch, wordsToFind } from '@/lib/folding'
import { gramsOf, hashesFor, startOfWeek, weekOf } from './grams'

describe('grams', () => {
  it('are the pairs of neighbours within words, and ideographs by themselves', () => {
    expect([...gramsOf('Hallo du')]).toEqual(['ha', 'al', 'll', 'lo', 'du'])
    expect([...gramsOf('日本語')]).toEqual(['日', '日本', '本', '本語', '語'])
    expect([...gramsOf('ひ')]).toEqual(['ひ'])
    expect([...gramsOf(' a  b\n')]).toEqual([])
    expect([...gramsOf('👩‍👩')].length).toBeGreaterThan(0)
    for (const one of ['😀', '👍🏽', '❤️', '🇩🇪', '1️⃣', '見', '한']) expect(gramsOf(one).size, one).toBeGreaterThan(0)
    for (const one of ['a', 'é', 'я', '1', '.', '\u0301', '\u200D']) expect(gramsOf(one).size, one).toBe(0)
  })

  it('do not tell letters apart that are the same to a reader', () => {
    expect([...gramsOf('ﬁ ＡＢ')]).toEqual([...gramsOf('FI ab')])
    expect([...gramsOf('e\u0301a')]).toEqual([...gramsOf('\u00e9a')])
  })

  it('of a substring within a word are among those of the text', () => {
    const word = fc
      .string({ unit: 'grapheme', minLength: 2, maxLength: 12 })
      .filter((text) => wordsToFind(text).length > 0)
    fc.assert(
      fc.property(word, word, word, (before, looked, after) => {
        const [needle = ''] = wordsToFind(looked)
        const text = foldForSearch(before + needle + after)
        fc.pre(text.includes(needle))
        const held = gramsOf(text)
        expect([...gramsOf(needle)].filter((gram) => !held.has(gram))).toEqual([])
      }),
    )
  })

  it('are hashed into 32 bits, differently for everybody and each week', () => {
    const hashes = hashesFor('alice', 7, gramsOf('hello world'))
    expect(hashes).toEqual(hashesFor('alice', 7, gramsOf('hello world')))
    expect(hashes.every((hash) => Number.isInteger(hash) && hash === (hash | 0))).toBe(true)
    for (const others of [hashesFor('bob', 7, gramsOf('hello world')), hashesFor('alice', 8, gramsOf('hello world'))])
      expect(others.filter((hash) => hashes.includes(hash))).toEqual([])
  })
})

it('a week begins where the one before ends', () => {
  const week = weekOf(new Date())
  expect(weekOf(startOfWeek(week))).toBe(week)
  expect(weekOf(new Date(startOfWeek(week).getTime() - 1))).toBe(week - 1)
})
