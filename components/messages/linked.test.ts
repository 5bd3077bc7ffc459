import { expect, test } from 'vitest'
import { linked } from './linked'

const hrefs = (body: string) => linked(body).flatMap(({ href }) => href ?? [])

test('an address becomes a link, and the text around it stays as it was', () => {
  const body = 'See https://example.org/a?b=c#d and\nhttp://localhost:3000 too'
  expect(hrefs(body)).toEqual(['https://example.org/a?b=c#d', 'http://localhost:3000'])
  expect(
    linked(body)
      .map(({ text }) => text)
      .join(''),
  ).toBe(body)
})

test('the punctuation of the sentence is not part of the address', () => {
  expect(hrefs('Is it https://example.org/x?')).toEqual(['https://example.org/x'])
  expect(hrefs('(at https://example.org/x), yes')).toEqual(['https://example.org/x'])
  expect(hrefs('https://example.org/a_(b)')).toEqual(['https://example.org/a_(b)'])
})

test('nothing but http and https is a link', () => {
  expect(hrefs('javascript:alert(1) data:text/html,x ftp://example.org www.example.org')).toEqual([])
  expect(hrefs('https://')).toEqual([])
})

test('a long row of closing brackets is read in a moment', () => {
  const started = performance.now()
  linked(`https://example.org/${')'.repeat(2000)}`)
  expect(performance.now() - started).toBeLessThan(500)
})
