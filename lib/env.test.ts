import { describe, expect, it } from 'vitest'
import { EnvironmentError, parseEnvironment } from './env'

/** Returns the error message for these settings, or undefined when they are valid. */
function sentenceAbout(settings: Record<string, string>): string | undefined {
  try {
    parseEnvironment(settings)
  } catch (error) {
    if (error instanceof EnvironmentError) return error.message
    throw error
  }
  return undefined
}

/** Words of the validation library, which an operator must not read. */
const LIBRARY_WORDS = /invalid|expected|received|NaN|undefined|regex|string|too (big|small)|unrecognized|\bkey\b/i
const REMEDY = ': set it right (see .env.example) and start again.'

const port = (name: string) =>
  ['abc', '0x10', ' 3000 ', '3e3', '-1', '1.5', '65536', '99999999999999999999', '٣'].map(
    (written) => [name, written, `a whole number from 0 to 65535, not ${JSON.stringify(written)}`] as const,
  )

const refused: readonly (readonly [name: string, written: string, allowed: string])[] = [
  ...port('PORT'),
  ...port('PUSHER_PORT'),
  ['KITH_TRUSTED_PROXIES', '17', 'a whole number from 0 to 16, not "17"'],
  ['KITH_TRUSTED_PROXIES', 'true', 'a whole number from 0 to 16, not "true"'],
  ['PUSHER_SCHEME', 'ftp', 'http or https, not "ftp"'],
  ['PUSHER_SCHEME', 'HTTPS', 'http or https, not "HTTPS"'],
  ...['friends.example.org', 'ftp://a.example', 'https://', 'https://a.example/kith', 'https://a.example/?', 'x'].map(
    (written) => ['KITH_URL', written, 'an address such as https://friends.example.org'] as const,
  ),
  ...['https://a.example?b=c', 'https://a.example/#top', 'https://me:hush@a.example', 'https://a.example\\b'].map(
    (written) => ['KITH_URL', written, 'an address such as https://friends.example.org'] as const,
  ),
  ['DATABASE_URL', 'mysql://me:hush@db/kith', 'an address such as postgres://'],
  ['DATABASE_URL', 'me:hush@db', 'an address such as postgres://'],
  ['DATABASE_DIRECT_URL', 'mysql://me:hush@db/kith', 'an address such as postgres://'],
  ['KITH_RESERVED_USERNAMES', 'acme, the team', 'usernames with commas between them'],
  ['KITH_OPERATOR_CONTACT', 'Mira\nmira@example.org', 'one line of at most 200 characters'],
  ['KITH_OPERATOR_CONTACT', 'x'.repeat(201), 'one line of at most 200 characters'],
  ['NEXTAUTH_SECRET', 'hush', 'at least 32 characters long'],
  ['PUSHER_HOST', 'https://soketi.example', 'the name or the address of a host'],
  ['PUSHER_HOST', 'soketi.example:6001', 'the name or the address of a host'],
  ['PUSHER_CLUSTER', 'ws-eu.pusher.com', 'a word such as eu or us2'],
  ['KITH_OPERATOR_KEY', 'hush', 'at least 32 characters long'],
  ['KITH_LIMITS', '{friendsFree: 500}', 'an object in JSON, such as {"friendsFree": 500}, not "{friendsFree: 500}"'],
  ['KITH_LIMITS', '[]', 'an object in JSON'],
  ['KITH_LIMITS', 'null', 'an object in JSON'],
]

describe('an invalid setting', () => {
  it.each(refused)(
    '%s=%s is refused with an error that names the variable and its valid values',
    (name, written, allowed) => {
      const sentence = sentenceAbout({ [name]: written })
      expect(sentence?.startsWith(`${name} must be ${allowed}`), sentence).toBe(true)
      expect(sentence?.endsWith(REMEDY)).toBe(true)
      expect(sentence?.replace(JSON.stringify(written), '')).not.toMatch(LIBRARY_WORDS)
      expect(sentence).not.toContain('hush')
    },
  )

  it.each([
    ['"x"', '"x"'],
    ['-1', '-1'],
    ['1.5', '1.5'],
    ['1e12', '1000000000000'],
    ['null', 'null'],
    ['{}', '{}'],
  ])('KITH_LIMITS with a value of %s is refused with an error that names the limit', (written, shown) => {
    const sentence = sentenceAbout({ KITH_LIMITS: `{"friendsFree": ${written}}` })
    expect(sentence).toBe(`KITH_LIMITS.friendsFree must be a whole number from 0 to 1000000000, not ${shown}${REMEDY}`)
  })

  it('KITH_LIMITS with an unknown limit is refused with an error that lists the known limits', () => {
    const sentence = sentenceAbout({ KITH_LIMITS: '{"friendFree": 1, "__proto__": 2}' })
    expect(sentence).toMatch(
      /^KITH_LIMITS has no limit "friendFree".*; there are friendsFree, .*, socketsPerAddress: set/,
    )
  })

  it('the error message shows a long or multi-line value shortened and in one line', () => {
    const sentence = sentenceAbout({ PORT: `1\n\u001b[31m${'9'.repeat(1000)}` })
    expect(sentence).toMatch(/^PORT must be a whole number from 0 to 65535, not "1\\n\\u001b\[31m9{50,60}…"/)
  })
})

it('valid settings are parsed, and an empty setting gets its default', () => {
  const url = 'https://friends.example.org:8443'
  expect(parseEnvironment({ PORT: '8080', KITH_URL: `${url}/`, KITH_LIMITS: '{"friendsFree": 7}' })).toMatchObject({
    PORT: 8080,
    KITH_URL: url,
    KITH_LIMITS: { friendsFree: 7, friendsPro: 2000 },
  })
  const byDefault = { PORT: 3000, HOST: '127.0.0.1', KITH_URL: 'http://localhost:3000', KITH_TRUSTED_PROXIES: 0 }
  expect(parseEnvironment({ PORT: '', KITH_URL: '', KITH_LIMITS: '', UNKNOWN: 'x' })).toMatchObject(byDefault)
  for (const address of ['http://[::1]:3000', 'HTTP://PI.local', 'http://192.0.2.1:80/'])
    expect(parseEnvironment({ KITH_URL: address }).KITH_URL).toBe(new URL(address).origin)
})
