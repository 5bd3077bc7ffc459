import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { mayBeMarked, previewOf } from './marks'
import { RichText } from './rich-text'

const html = (text: string) =>
  renderToStaticMarkup(createElement(RichText, { text })).replace(/ (?:class|target|rel|dir)="[^"]*"/gu, '')

/** What is left of the markup when every element is taken away and every character is itself again. */
const shown = (text: string) =>
  html(text)
    .replace(/<[^>]*>/gu, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')

test.each([
  ['**bold** and *italic*', '<strong>bold</strong> and <em>italic</em>'],
  ['__bold__ and _italic_', '<strong>bold</strong> and <em>italic</em>'],
  ['say `npm **start**`', 'say <code>npm **start**</code>'],
  ['```ts\nconst a = 1\n\n  b()\n```', '<pre><code>const a = 1\n\n  b()</code></pre>'],
  ['> quoted\n> twice', '<blockquote><p>quoted\ntwice</p></blockquote>'],
  ['- one\n- **two**', '<ul><li><p>one</p></li><li><p><strong>two</strong></p></li></ul>'],
  ['3. three\n4. four', '<ol start="3"><li><p>three</p></li><li><p>four</p></li></ol>'],
  [
    '**see https://example.org/a_b_c**',
    '<strong>see <a href="https://example.org/a_b_c">https://example.org/a_b_c</a></strong>',
  ],
])('%j is shown marked', (text, expected) => {
  expect(mayBeMarked(text)).toBe(true)
  expect(html(text)).toBe(expected)
})

test.each([
  '# no heading',
  'no heading\n===',
  '---',
  '***',
  '[text](https://example.org)'.replace('https://example.org', 'x'),
  '![image](x)',
  '[a]: x',
  '<b>no html</b>',
  '&amp; &#42;',
  '¯\\_(ツ)_/¯',
  '\\*not italic\\*',
  'C:\\*\\**',
  'snake_case_name',
  '2 * 3 * 4',
  '*',
  '**',
  '-',
  '+',
  '1.',
  '>',
  '>_<',
  '```',
  '    indented',
  '  spaces\n   *kept*'.replaceAll('*', ''),
  'one\n\n\n\nthree lines below',
  '| a | b |\n| - | - |',
  '~~kept~~',
  'http://localhost/*a*_b_',
  '\tTab',
])('%j stays as it was written', (text) => {
  expect(shown(text)).toBe(text)
  expect(html(text)).not.toMatch(/<(?!a |\/a)/u)
})

test('line breaks and spaces between paragraphs are what was written', () => {
  expect(shown('one  \n  two\n\n\n**three** \n   *four*')).toBe('one\n  two\n\n\nthree \n   four')
})

test.each([
  ['plain text, with 2 - 3 = -1', false],
  ['**bold**', true],
  ['- item', true],
  ['2. item', true],
  ['> quote', true],
  ['-1 degrees', false],
  ['*'.repeat(301), false],
  ['>'.repeat(2000), false],
  ['- '.repeat(1000), false],
  ['1. '.repeat(600), false],
  ['a\n> - > - > - deep', false],
])('whether %j needs the parser', (text, expected) => {
  expect(mayBeMarked(text)).toBe(expected)
})

test('what is nested deeper than anybody means is not read, or stays as it was written', () => {
  const nested = `${'*'.repeat(140)}a${'*'.repeat(140)}`
  expect(mayBeMarked(nested)).toBe(true)
  expect(html(nested).match(/<(?:em|strong)>/gu)?.length).toBeLessThanOrEqual(8)
  expect(html('>'.repeat(200)).match(/<blockquote>/gu)?.length ?? 0).toBeLessThanOrEqual(8)
})

test.each([
  ['**bold** _and_ `code`', 'bold and code'],
  ['> quoted\n- item', 'quoted item'],
  ['```js\na * b\n```', 'a * b'],
  ['snake_case_name, 2 * 3 * 4', 'snake_case_name, 2 * 3 * 4'],
  ['¯\\_(ツ)_/¯', '¯\\_(ツ)_/¯'],
  ['x'.repeat(300), 'x'.repeat(200)],
  [`${'x'.repeat(199)}🎉`, 'x'.repeat(199)],
])('the preview of %j is plain', (text, expected) => {
  expect(previewOf(text)).toBe(expected)
})
