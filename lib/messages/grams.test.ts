import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gramsOf, hashesFor, searchable, wordsOf } from './grams'

describe('grams', () => {
  it('are the pairs of neighbours within words, and ideographs by themselves', () => {
    expect([...gramsOf('Hallo du')]).toEqual(['ha', 'al', 'll', 'lo', 'du'])
    expect([...gramsOf('日本語')]).toEqual(['日', '日本', '本', '本語', '語'])
    expect([...gramsOf('ひ')]).toEqual(['ひ'])
    expect([...gramsOf(' a  b\n')]).toEqual([])
    expect([...gramsOf('👩‍👩')].length).toBeGreaterThan(0)
  })

  it('do not tell letters apart that are the same to a reader', () => {
    expect([...gramsOf('ﬁ ＡＢ')]).toEqual([...gramsOf('FI ab')])
    expect([...gramsOf('e\u0301a')]).toEqual([...gramsOf('\u00e9a')])
  })

  it('of a substring within a word are among those of the text', () => {
    const word = fc.string({ unit: 'grapheme', minLength: 2, maxLength: 12 }).filter((text) => wordsOf(text).length > 0)
    fc.assert(
      fc.property(word, word, word, (before, looked, after) => {
        const [needle = ''] = wordsOf(looked)
        const text = searchable(before + needle + after)
        fc.pre(text.includes(needle))
        const held = gramsOf(text)
        expect([...gramsOf(needle)].filter((gram) => !held.has(gram))).toEqual([])
      }),
    )
  })

  it('are hashed into 32 bits, differently for everybody', () => {
    const hashes = hashesFor('alice', gramsOf('hello world'))
    expect(hashes).toEqual(hashesFor('alice', gramsOf('hello world')))
    expect(hashes.every((hash) => Number.isInteger(hash) && hash === (hash | 0))).toBe(true)
    expect(hashesFor('bob', gramsOf('hello world')).filter((hash) => hashes.includes(hash))).toEqual([])
  })
})
