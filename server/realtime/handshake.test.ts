import { expect, test } from 'vitest'
import { handshakeError, isSocketPath } from './handshake'

test.each<[string, number | undefined]>([
  ['/app/key?protocol=7&client=js&version=8.6.0&flash=false', undefined],
  ['/app/key?client=js&protocol=7', undefined],
  ['/app/other?protocol=7', 4001],
  ['/app/?protocol=7', 4001],
  ['/app/__proto__?protocol=7', 4001],
  ['/app/key/more?protocol=7', 4005],
  ['/app/key?protocol=7.0', 4006],
  ['/app/key?protocol=-7', 4006],
  ['/app/key?protocol=6', 4007],
  ['/app/key?protocol=77', 4007],
  ['/app/key?protocol=', 4008],
  ['/app/key', 4008],
])('the handshake %s gets the error code %s', (url, code) => {
  expect(handshakeError(url, 'key')?.code).toBe(code)
})

test('only paths below /app/ are socket paths', () => {
  expect(isSocketPath('/app/key')).toBe(true)
  expect(isSocketPath('/app')).toBe(false)
  expect(isSocketPath('/application/key')).toBe(false)
  expect(isSocketPath('/_next/webpack-hmr')).toBe(false)
})
