import { expect, test } from 'vitest'
import { safeNextPath, signInPath, toQueryString } from './sign-in-redirect'

test('a callback URL of this site is followed with its query', () => {
  expect(safeNextPath('/friends')).toBe('/friends')
  expect(safeNextPath('/messages/0199?from=list')).toBe('/messages/0199?from=list')
})

test.each([
  'https://evil.example/',
  '//evil.example/',
  '/\\evil.example/',
  '/\t/evil.example',
  '/.//evil.example',
  'javascript:alert(1)',
  'friends',
  '',
  undefined,
  ['/friends'],
])('the callback URL %j is replaced by the first page', (asked) => {
  expect(safeNextPath(asked)).toBe('/messages')
})

test('a callback URL to a sign-in page or an endpoint is replaced by the first page', () => {
  expect(safeNextPath('/sign-in?next=/friends')).toBe('/messages')
  expect(safeNextPath('/sign-up')).toBe('/messages')
  expect(safeNextPath('/api/auth/signout')).toBe('/messages')
})

test('the query of a page is preserved through sign-in', () => {
  for (const search of ['', '?at=2', '?q=caf%C3%A9+au+lait', '?a=1&a=2&b=', '?next=%2Fevil%3Fx%3D1%26y', '?%26=%23'])
    expect(goneOnTo(`/messages/0199${search}`)).toBe(`/messages/0199${search}`)
})

/** Returns the page that a signed-out visitor of this URL reaches after sign-in. */
function goneOnTo(address: string) {
  const { pathname, search } = new URL(address, 'http://kith')
  const asked = signInPath(`${pathname}${toQueryString(queryOf(search))}`)
  return safeNextPath(queryOf(new URL(asked, 'http://kith').search).next)
}

/** As Next reads it: a repeated name has a list. */
function queryOf(search: string) {
  const sent = new URLSearchParams(search)
  return Object.fromEntries(
    [...new Set(sent.keys())].map((name) => {
      const values = sent.getAll(name)
      return [name, values.length > 1 ? values : values[0]]
    }),
  )
}
