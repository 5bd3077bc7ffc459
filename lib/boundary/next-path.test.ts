import { expect, test } from 'vitest'
import { nextPath } from './next-path'

test('a page of this site is gone on to, with its query', () => {
  expect(nextPath('/friends')).toBe('/friends')
  expect(nextPath('/messages/0199?from=list')).toBe('/messages/0199?from=list')
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
])('%j leads nowhere but to the first screen', (asked) => {
  expect(nextPath(asked)).toBe('/messages')
})

test('signing in leads to no page that signs in, and to no endpoint', () => {
  expect(nextPath('/sign-in?next=/friends')).toBe('/messages')
  expect(nextPath('/sign-up')).toBe('/messages')
  expect(nextPath('/api/auth/signout')).toBe('/messages')
})
