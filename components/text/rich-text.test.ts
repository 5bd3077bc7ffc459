import fc from 'fast-check'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { mayContainMarkdown, plainPreview } from './detect-markdown'
import { RichText } from './rich-text'

/** Returns the HTML without its looks, and without the buttons that copy code. */
const html = (text: string) =>
  renderToStaticMarkup(createElement(RichText, { text }))
    .replace(/ (?:class|target|rel|dir)="[^"]*"/gu, '')
    .replace(/<div>(<pre>.*?<\/pre>)<button.*?<\/button><\/div>/gsu, '$1')

/** A spoiler that is not shown yet, as `html` returns it. */
const spoiler = (content: string) =>
  `<span role="button" tabindex="0" aria-label="Show the hidden text" title="Show the hidden text"><span inert="">${content}</span></span>`

/** Returns the visible text: the HTML without tags and with entities decoded. */
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
  ['~~old~~ new', '<del>old</del> new'],
  ['~~**both** _ways_~~', '<del><strong>both</strong> <em>ways</em></del>'],
  ['the end: ||**he** wakes up||.', `the end: ${spoiler('<strong>he</strong> wakes up')}.`],
  ['> ||quoted||', `<blockquote><p>${spoiler('quoted')}</p></blockquote>`],
  ['`||code||` and ||text||', `<code>||code||</code> and ${spoiler('text')}`],
  ['say `npm **start**`', 'say <code>npm **start**</code>'],
  ['```ts\nconst a = 1\n\n  b()\n```', '<pre><code>const a = 1\n\n  b()</code></pre>'],
  ['> quoted\n> twice', '<blockquote><p>quoted\ntwice</p></blockquote>'],
  ['- one\n- **two**', '<ul><li><p>one</p></li><li><p><strong>two</strong></p></li></ul>'],
  ['3. three\n4. four', '<ol><li value="3"><p>three</p></li><li value="4"><p>four</p></li></ol>'],
  ['2. two\n5. five', '<ol><li value="2"><p>two</p></li><li value="5"><p>five</p></li></ol>'],
  ['0. zero', '<ol><li value="0"><p>zero</p></li></ol>'],
  ['> you said\nmy answer', '<blockquote><p>you said</p></blockquote>my answer'],
  ['> you said\n\nmy answer', '<blockquote><p>you said</p></blockquote>my answer'],
  [
    '> > first\n> second',
    '<blockquote><blockquote><p>first</p></blockquote></blockquote><blockquote><p>second</p></blockquote>',
  ],
  ['> said\n2. no list yet', '<blockquote><p>said</p></blockquote><ol><li value="2"><p>no list yet</p></li></ol>'],
  ['- milk\nthat is all', '<ul><li><p>milk</p></li></ul>that is all'],
  ['- milk\n  and cream', '<ul><li><p>milk\nand cream</p></li></ul>'],
  ['> a\n> - b\nc', '<blockquote><p>a</p><ul><li><p>b</p></li></ul></blockquote>c'],
  ['```\n> a\nb\n```', '<pre><code>&gt; a\nb</code></pre>'],
  ['这是**粗体**字', '这是<strong>粗体</strong>字'],
  ['*Titanic*’s and "**loud**"', '<em>Titanic</em>’s and &quot;<strong>loud</strong>&quot;'],
  ['(**a**), *b*!', '(<strong>a</strong>), <em>b</em>!'],
  [
    '**see https://example.org/a_b_c**',
    '<strong>see <a href="https://example.org/a_b_c">https://example.org/a_b_c</a></strong>',
  ],
])('%j is shown with formatting', (text, expected) => {
  expect(mayContainMarkdown(text)).toBe(true)
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
  '2*3*4',
  '2**3**4 and x*y*z',
  '__init__.py',
  'package.__init__ and a/__b__/c',
  'un*frigging*believable',
  'fn(*args, **kwargs)',
  '+ 49 170 1234567',
  '+ a\n+ b',
  '1) one\n5) five',
  '007. Bond',
  '01. first',
  '~~~\na\n~~~',
  '>_<\nhello',
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
  '~one~',
  '~~ spaced ~~',
  '~~~~',
  '||',
  '||||',
  'a || b || c',
  'if (a||b||c)',
  '~~open',
  '\\~~kept~~',
  'http://localhost/*a*_b_',
  '\tTab',
])('%j is shown as plain text', (text) => {
  expect(shown(text)).toBe(text)
  expect(html(text)).not.toMatch(/<(?!a |\/a)/u)
})

test('RichText shows all typed characters in order, except the markers of formatting', () => {
  const piece = fc.constantFrom(
    'a',
    'B c',
    '2',
    '*',
    '**',
    '_',
    '__',
    '`',
    '~~',
    '||',
    '> ',
    '- ',
    '3. ',
    '+ ',
    '\n',
    '\n\n',
    '.',
    ' ',
    '(',
    '\\',
    '人',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      const text = pieces.join('')
      const typed = text.replace(/[\s*_`~|>-]|[\d.]/gu, '')
      expect(shown(text).replace(/[\s*_`~|>-]|[\d.]/gu, '')).toBe(typed)
    }),
    { numRuns: 2000 },
  )
})

test('line breaks and spaces between paragraphs are shown as written', () => {
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
])('mayContainMarkdown(%j) is %s', (text, expected) => {
  expect(mayContainMarkdown(text)).toBe(expected)
})

test('formatting nested deeper than eight levels is shown as plain text', () => {
  const nested = `${'*'.repeat(140)}a${'*'.repeat(140)}`
  expect(mayContainMarkdown(nested)).toBe(true)
  expect(html(nested).match(/<(?:em|strong)>/gu)?.length).toBeLessThanOrEqual(8)
  expect(html('>'.repeat(200)).match(/<blockquote>/gu)?.length ?? 0).toBeLessThanOrEqual(8)
})

test.each([
  ['**bold** _and_ `code`', 'bold and code'],
  ['> quoted\n- item', 'quoted item'],
  ['~~old~~ new', 'old new'],
  ['the end: ||he wakes up||.', 'the end: ▒▒▒.'],
  [`||${'x'.repeat(300)}||`, '▒▒▒'],
  ['a || b || c', 'a || b || c'],
  ['```js\na * b\n```', 'a * b'],
  ['snake_case_name, 2 * 3 * 4', 'snake_case_name, 2 * 3 * 4'],
  ['__init__.py, 2*3*4 and x.__y__', '__init__.py, 2*3*4 and x.__y__'],
  ['+ 49 170', '+ 49 170'],
  ['\u202Ehttps://evil.example/moc.knab//:sptth', 'https://evil.example/moc.knab//:sptth'],
  ['¯\\_(ツ)_/¯', '¯\\_(ツ)_/¯'],
  ['x'.repeat(300), 'x'.repeat(200)],
  [`${'x'.repeat(199)}🎉`, 'x'.repeat(199)],
])('the preview of %j is %j', (text, expected) => {
  expect(plainPreview(text)).toBe(expected)
})
