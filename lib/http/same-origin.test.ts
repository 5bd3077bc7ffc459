import { describe, expect, it } from 'vitest'
import { prepareDatabase } from '@/db/test-database'
import { codeOf } from '@/tests/support/conversations'
import { assertSameOrigin } from './same-origin'

prepareDatabase({ KITH_URL: 'https://kith.example' })

const judged = (headers: Record<string, string>) =>
  codeOf((async () => assertSameOrigin({ header: (name) => headers[name] }))())
const host = 'inside:3000'

describe('a write', () => {
  it.each([
    ['from a command line', { host }],
    ['from the public address', { host, origin: 'https://kith.example' }],
    ['from the host it is sent to', { host, origin: 'http://inside:3000' }],
    ['that the browser calls same-origin', { host, 'sec-fetch-site': 'same-origin' }],
    [
      'whose host was changed on the way',
      { host, 'sec-fetch-site': 'same-origin', origin: 'https://elsewhere.example' },
    ],
    [
      'from the public address that the browser calls same-site',
      { host, 'sec-fetch-site': 'same-site', origin: 'https://kith.example' },
    ],
  ])('a write %s is accepted', async (_, headers) => {
    expect(await judged(headers)).toBe('done')
  })

  it.each([
    ['from another site', { host, origin: 'https://evil.example' }],
    ['from another port', { host, origin: 'http://inside:3001' }],
    ['from the public name without its scheme', { host, origin: 'http://kith.example' }],
    ['from the public host without its scheme', { host: 'kith.example', origin: 'http://kith.example' }],
    ['from a name that begins like ours', { host, origin: 'https://kith.example.evil.example' }],
    ['from a page without an origin', { host, origin: 'null' }],
    ['from a page without an origin, to no host', { origin: 'null' }],
    ['with an empty origin', { host, origin: '' }],
    ['that the browser calls cross-site', { host, 'sec-fetch-site': 'cross-site' }],
    ['that the browser calls same-site', { host, 'sec-fetch-site': 'same-site' }],
    ['from an address bar', { host, 'sec-fetch-site': 'none' }],
    ['that is cross-site on both counts', { host, 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
  ])('a write %s is refused', async (_, headers) => {
    expect(await judged(headers)).toBe('cross_site')
  })
})
