import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldForSearch, searchTerms } from '@/lib/folding'
import { BUCKET_SIZE, bucketOf, gramsOf, hashesFor } from './grams'

describe('gramsOf and hashesFor', () => {
  it('grams are pairs of neighbouring characters within words, and single ideographs and emoji', () => {
    expect([...gramsOf('Hallo du')]).toEqual(['ha', 'al', 'll', 'lo', 'du'])
    expect([...gramsOf('日本語')]).toEqual(['日', '日本', '本', '本語', '語'])
    expect([...gramsOf('ひ')]).toEqual(['ひ'])
    expect([...gramsOf(' a  b\n')]).toEqual([])
    expect([...gramsOf('👩‍👩')].length).toBeGreaterThan(0)
    for (const one of ['😀', '👍🏽', '❤️', '🇩🇪', '1️⃣', '見', '한']) expect(gramsOf(one).size, one).toBeGreaterThan(0)
    for (const one of ['a', 'é', 'я', '1', '.', '\u0301', '\u200D']) expect(gramsOf(one).size, one).toBe(0)
  })

  it('equivalent texts have equal grams', () => {
    expect([...gramsOf('ﬁ ＡＢ')]).toEqual([...gramsOf('FI ab')])
    expect([...gramsOf('e\u0301a')]).toEqual([...gramsOf('\u00e9a')])
  })

  it('the grams of a substring of a word are among the grams of the text', () => {
    const word = fc
      .string({ unit: 'grapheme', minLength: 2, maxLength: 12 })
      .filter((text) => searchTerms(text).length > 0)
    fc.assert(
      fc.property(word, word, word, (before, middle, after) => {
        const [needle = ''] = searchTerms(middle)
        const text = foldForSearch(before + needle + after)
        fc.pre(text.includes(needle))
        const grams = gramsOf(text)
        expect([...gramsOf(needle)].filter((gram) => !grams.has(gram))).toEqual([])
      }),
    )
  })

  it('grams are hashed to 32 bits, differently for each conversation and bucket', () => {
    const grams = gramsOf('hello world')
    const hashes = hashesFor('one', 7, grams)
    expect(hashes).toEqual(hashesFor('one', 7, grams))
    expect(hashes.every((hash) => Number.isInteger(hash) && hash === (hash | 0))).toBe(true)
    for (const other of [hashesFor('two', 7, grams), hashesFor('one', 8, grams)])
      expect(other.filter((hash) => hashes.includes(hash))).toEqual([])
  })

  it('the hashes of one bucket are neighbours: they differ in their lower half only', () => {
    const upperHalves = new Set(hashesFor('one', 7, gramsOf('the lighthouse keeper')).map((hash) => hash >>> 16))
    expect(upperHalves.size).toBe(1)
  })
})

it('buckets follow each other without a gap', () => {
  expect([0, BUCKET_SIZE - 1, BUCKET_SIZE, 2 * BUCKET_SIZE - 1].map(bucketOf)).toEqual([0, 0, 1, 1])
})
