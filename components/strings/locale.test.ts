import { describe, expect, it } from 'vitest'
import { pickEnglishLocale } from './locale'

describe('pickEnglishLocale', () => {
  it.each([
    [['en-US@posix'], 'en-GB'],
    [['en-US@posix', 'en-AU'], 'en-AU'],
    [['de-DE', 'en-US', 'en-GB'], 'en-US'],
    [['EN-us'], 'EN-us'],
    [['en_US'], 'en-GB'],
    [['en'], 'en'],
    [['english'], 'en-GB'],
    [['enx'], 'en-GB'],
    [['C'], 'en-GB'],
    [['*', ''], 'en-GB'],
    [['x-klingon'], 'en-GB'],
    [['en-'], 'en-GB'],
    [['en-u-nu-'], 'en-GB'],
    [[null, undefined, 3], 'en-GB'],
    [[], 'en-GB'],
    [undefined, 'en-GB'],
  ])('pickEnglishLocale of %j is %s, which Intl accepts', (languages, expected) => {
    const chosen = pickEnglishLocale(languages)
    expect(chosen).toBe(expected)
    expect(new Intl.PluralRules(chosen).select(1)).toBe('one')
  })
})
