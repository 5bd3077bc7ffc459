import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { LinkedText } from './linked-text'
import { RichText } from './rich-text'
import { XSS_PAYLOADS } from './xss-payloads'

/** The only elements that a message may contain, with their allowed attributes. */
const ALLOWED =
  /<button type="button" aria-label="Copy code" title="Copy code" class="[^"<>]*"><svg [^<>]*>(?:<path d="[^"<>]*"><\/path>)+<\/svg><\/button>|<\/?(?:strong|em|code|pre|div|blockquote|p|ul|ol|li)(?: (?:class|dir|start)="[^"<>]*")*>|<a href="https?:\/\/[^"<>]*" target="_blank" rel="noopener noreferrer nofollow" class="underline[^"<>]*">|<\/a>|<b class="[^"<>]*">leads to [^<>]*<\/b>/gu

test('there are at least forty different XSS payloads', () => {
  expect(new Set(XSS_PAYLOADS).size).toBeGreaterThanOrEqual(40)
})

test.each(XSS_PAYLOADS)('the payload %j is shown as text', (text) => {
  for (const Shown of [RichText, LinkedText]) {
    const markup = renderToStaticMarkup(createElement(Shown, { text }))
    expect(markup.replace(ALLOWED, '')).not.toMatch(/[<>]/u)
  }
})

test('the pattern of allowed elements does not match forbidden elements', () => {
  for (const foreign of ['<img src="x"/>', '<a href="javascript:x">', '<p onclick="x">'])
    expect(foreign.replace(ALLOWED, '')).toMatch(/[<>]/u)
})
