import { afterEach, describe, expect, it } from 'vitest'
import { setEnvDefaults } from '@/lib/env'
import { registerSingleton } from '@/lib/singletons'
import { ADDRESS_HEADER, forwardedFor, networkOf, parseAddress, requestAddress } from './client-address'

const chain = '203.0.113.1, 203.0.113.2,203.0.113.3 '

describe('the address behind trusted proxies', () => {
  it.each([
    [1, '203.0.113.3'],
    [2, '203.0.113.2'],
    [3, '203.0.113.1'],
    [9, '203.0.113.1'],
  ])('the client address is the one that the outermost of %i trusted proxies appended', (trusted, address) => {
    expect(forwardedFor(chain, trusted)).toBe(address)
  })

  it('the client address is undefined when X-Forwarded-For has no valid entry', () => {
    for (const value of [undefined, '', ' ', 'a,', ',', '203.0.113.1, unknown', '203.0.113.1, _hidden'])
      expect(forwardedFor(value, 1)).toBeUndefined()
  })

  it('empty elements of X-Forwarded-For are not counted', () => {
    for (const value of ['203.0.113.7,', '203.0.113.7, ,', ',203.0.113.7'])
      expect(forwardedFor(value, 1)).toBe('203.0.113.7')
  })
})

describe('an address as proxies write it', () => {
  it.each([
    ['198.51.100.7', '198.51.100.7'],
    ['198.51.100.7:4711', '198.51.100.7'],
    ['"198.51.100.7:4711"', '198.51.100.7'],
    [' 198.51.100.7 ', '198.51.100.7'],
    ['2001:db8::1', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['"[2001:db8::1]:443"', '2001:db8::1'],
    ['2001:DB8:0:0:0:0:0:0001', '2001:db8::1'],
    ['2001:db8:1:2:3:4:5:6:4711', '2001:db8:1:2:3:4:5:6'],
    ['fe80::1%eth0', 'fe80::1'],
    ['[fe80::1%25eth0]:80', 'fe80::1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::ffff:c000:201', '192.0.2.1'],
    ['[::FFFF:192.0.2.1]:4711', '192.0.2.1'],
  ])('a proxy entry %s is parsed to the address %s', (written, address) => {
    expect(parseAddress(written)).toBe(address)
  })

  it.each([
    '',
    'unknown',
    '_hidden',
    '_hidden:4711',
    'localhost',
    'unix:',
    '198.51.100',
    '198.51.100.7:x',
    '198.51.100.7/32',
    '"198.51.100.7',
    '[198.51.100.7',
    '::1::2',
    '[]',
    ':443',
    'for=198.51.100.7',
  ])('a proxy entry %j is not an address', (written) => {
    expect(parseAddress(written)).toBeUndefined()
  })
})

describe('the address of a request', () => {
  afterEach(() => void registerSingleton('front', undefined))
  const from = (headers: Record<string, string>) => requestAddress((name) => headers[name])

  it('the client address is the one that our own server set, whatever other headers say', () => {
    registerSingleton('front', true)
    expect(from({ [ADDRESS_HEADER]: '192.0.2.1', 'x-forwarded-for': chain })).toBe('192.0.2.1')
    expect(from({ 'x-forwarded-for': chain })).toBe('unknown')
  })

  it('without our own server the client address is the one of a trusted proxy, or unknown', () => {
    expect(from({ [ADDRESS_HEADER]: '192.0.2.1', 'x-forwarded-for': chain })).toBe('unknown')
    setEnvDefaults({ KITH_TRUSTED_PROXIES: '2' })
    expect(from({ [ADDRESS_HEADER]: '192.0.2.1', 'x-forwarded-for': chain })).toBe('203.0.113.2')
    expect(from({})).toBe('unknown')
    for (const port of [1, 65535])
      expect(from({ 'x-forwarded-for': `203.0.113.9:${port}, 10.0.0.1` })).toBe('203.0.113.9')
  })
})

describe('an address that limits count', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:db8:1:2::', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['unknown', 'unknown'],
  ])('the rate-limit key of the address %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})
