import { expect, test } from 'vitest'
import { highlightMatches } from './excerpt'

const highlighted = (body: string, query: string) =>
  highlightMatches(body, query)
    .map(({ text, isMatch }) => (isMatch ? `[${text}]` : text))
    .join('')

test.each([
  ['Dinner at eight?', 'din', '[Din]ner at eight?'],
  ['Dinner at eight?', 'EIGHT at', 'Dinner [at] [eight]?'],
  ['今日は良い天気', '天気', '今日は良い[天気]'],
  ['ﬁne and ｗｉｄｅ', 'fine wide', '[ﬁne] and [ｗｉｄｅ]'],
  ['Ein Café in İstanbul', 'cafe istanbul', 'Ein [Café] in [İstanbul]'],
  ['die Straße entlang', 'strasse', 'die [Straße] entlang'],
  ['die Straße entlang', 'tras', 'die S[traß]e entlang'],
  ['Caf\u0065\u0301s', 'caf\u00e9', '[Cafe\u0301]s'],
  ['I don’t know', "don't", 'I [don’t] know'],
  ['so 👍🏽 and 👍', '👍', 'so [👍🏽] and [👍]'],
  ['ещё раз', 'ЕЩЕ', '[ещё] раз'],
  ['カタカナ', 'かた', '[カタ]カナ'],
  ['soft\u00ADhyphen', 'softhyphen', '[soft\u00ADhyphen]'],
  ['a ﷺ b', 'صلى', 'a [ﷺ] b'],
  ['two\nlines (really)', 'lines (re', 'two [lines] [(re]ally)'],
  ['a.b a*b', 'a.b', '[a.b] a*b'],
  ['\u202ehttps://evil.example/moc.knab//:sptth', 'evil', 'https://[evil].example/moc.knab//:sptth'],
  ['\u2069\u2067go \u200fto\u061c evil', 'evil', 'go to [evil]'],
])('an excerpt of %j highlights the matches of %j', (body, query, expected) => {
  expect(highlighted(body, query)).toBe(expected)
})

test('an excerpt begins shortly before a match that is far into the text', () => {
  expect(highlighted(`${'word '.repeat(100)}needle and on`, 'needle')).toMatch(/^…(?:word ){2,5}\[needle\] and on$/u)
  expect(highlighted(`${'x'.repeat(300)}needle${'y'.repeat(300)}`, 'needle')).toMatch(/^…x{24}\[needle\]y{100,160}$/u)
})

test('an excerpt is the beginning of the text when nothing matches', () => {
  expect(highlighted('plain **text**', 'missing')).toBe('plain text')
  expect(highlighted('plain', ' ')).toBe('plain')
})
