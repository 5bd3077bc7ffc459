import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { linkify } from './linkify'

const links = (body: string) => linkify(body).flatMap(({ text, href }) => (href ? text : []))
const hrefs = (body: string) => linkify(body).flatMap(({ href }) => href ?? [])
const hosts = (body: string) => linkify(body).flatMap(({ actualHost }) => actualHost ?? [])
const joined = (body: string) =>
  linkify(body)
    .map(({ text }) => text)
    .join('')

describe('linkify', () => {
  test.each([
    ['See https://example.org/a?b=c#d and', ['https://example.org/a?b=c#d']],
    ['http://localhost:3000 too', ['http://localhost:3000']],
    ['HTTPS://EXAMPLE.ORG/A', ['HTTPS://EXAMPLE.ORG/A']],
    ['http://[::1]:3000/a', ['http://[::1]:3000/a']],
    ['Is it https://example.org/x?', ['https://example.org/x']],
    ['(at https://example.org/x), yes', ['https://example.org/x']],
    ['(https://example.org/x),yes', ['https://example.org/x']],
    ['[https://example.org/x]', ['https://example.org/x']],
    ['https://example.org/a_(b)', ['https://example.org/a_(b)']],
    ['https://example.org/a_(b', ['https://example.org/a_(b']],
    ['https://example.org/a(', ['https://example.org/a']],
    ["https://en.wikipedia.org/wiki/Devil's_advocate", ["https://en.wikipedia.org/wiki/Devil's_advocate"]],
    ['https://en.wikipedia.org/wiki/Devil’s_advocate', ['https://en.wikipedia.org/wiki/Devil’s_advocate']],
    ["'https://example.org/x'", ['https://example.org/x']],
    ['“https://example.org/x”', ['https://example.org/x']],
    ['<https://example.org/x>', ['https://example.org/x']],
    ['**https://example.org/x**', ['https://example.org/x']],
    ['_https://example.org/x_', ['https://example.org/x']],
    ['https://example.com。', ['https://example.com']],
    ['https://example.com/guide，详见', ['https://example.com/guide']],
    ['https://example.com/docs（中文说明）了解更多', ['https://example.com/docs']],
    ['（https://example.com/baz）です', ['https://example.com/baz']],
    ['「https://example.com/c」', ['https://example.com/c']],
    ['https://ja.wikipedia.org/wiki/東京', ['https://ja.wikipedia.org/wiki/東京']],
    ['https://ko.wikipedia.org/wiki/서울 참고', ['https://ko.wikipedia.org/wiki/서울']],
    ['https://example.com/a、https://example.com/b', ['https://example.com/a', 'https://example.com/b']],
    ['https://example.com/a،ثم', ['https://example.com/a']],
    ['https://example.com/a।', ['https://example.com/a']],
    ['https://example.com/a…', ['https://example.com/a']],
    ['https://example.com/a—see', ['https://example.com/a']],
    ['https://example.com/1914–1918', ['https://example.com/1914–1918']],
    ['https://example.com/@ann/1', ['https://example.com/@ann/1']],
    ['https://bank.com\\@evil.example', ['https://bank.com']],
    ['https://example.com/a\u200bb', ['https://example.com/a']],
    ['https://example.com/a\u202eb', ['https://example.com/a']],
    ['www.example.com', ['www.example.com']],
    ['at www.example.com/a.', ['www.example.com/a']],
    ['https://www.example.com', ['https://www.example.com']],
    ['me@www.example.com or awww.example.com or www.example or www.1.2', []],
    ['javascript:alert(1) data:text/html,x ftp://example.org example.org', []],
    ['https:// http://? https://)', []],
  ])('linkify of %j finds the URLs %j', (body, expected) => {
    expect(links(body)).toEqual(expected)
    expect(joined(body)).toBe(body)
  })

  test('a URL that begins with www. is linked with https', () => {
    expect(hrefs('www.example.com/a')).toEqual(['https://www.example.com/a'])
  })

  test.each([
    ['https://аррӏе.com', 'xn--80ak6aa92e.com'],
    ['https://paypal.com@evil.example', 'evil.example'],
    ['https://paypal.com:443@evil.example/a', 'evil.example'],
    ['https://東京.jp/a', 'xn--1lqs71d.jp'],
    ['http://0x7f.1', '127.0.0.1'],
    ['http://2130706433/', '127.0.0.1'],
    ['https://exa%6dple.com', 'example.com'],
    ['www.аррӏе.com', 'www.xn--80ak6aa92e.com'],
  ])('linkify of %s returns the actual host, which the text does not show', (body, host) => {
    expect(hosts(body)).toEqual([host])
  })

  test.each([
    'https://example.com/@ann',
    'https://Example.com',
    'http://a.b:8080/x',
    'https://a.b:443/',
    'http://[::1]/',
  ])('linkify of %s returns no actual host, because the text shows it', (body) => {
    expect(links(body)).toHaveLength(1)
    expect(hosts(body)).toEqual([])
  })

  test('linkify keeps every character of any text, and links only http and https', () => {
    const part = fc.oneof(
      fc.constantFrom(
        'https://',
        'http://',
        'www.',
        'example.com',
        '/',
        '(',
        ')',
        '[',
        ']',
        '@',
        '。',
        ' ',
        "'",
        '\u202e',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
        const body = parts.join('')
        expect(joined(body)).toBe(body)
        for (const href of hrefs(body)) expect(new URL(href).protocol).toMatch(/^https?:$/)
      }),
    )
  })
})
