import { describe, expect, it } from 'vitest'
import { setEnvDefaults } from '@/lib/env'
import { LOCAL_HEADER } from '@/lib/http/client-address'
import { registerSingleton } from '@/lib/singletons'
import { setUpKith } from '@/tests/support/environment'
import { healthEndpoint } from './endpoints'

setUpKith()

const KEY = 'of the operator: 0123456789abcdef0123456789'

async function socketsTold(headers: Record<string, string>) {
  const nothing = async () => Buffer.alloc(0)
  const answer = await healthEndpoint.handle({
    params: {},
    query: [],
    address: '192.0.2.1',
    header: (name) => headers[name],
    text: async () => '',
    bytes: nothing,
  })
  expect(answer).toMatchObject({
    status: 200,
    body: { status: 'ok', database: 'up', realtime: { broker: 'embedded' } },
  })
  return JSON.stringify(answer.body).includes('sockets')
}

describe('how many sockets are open', () => {
  it('without a configured health key no key gives the number of sockets', async () => {
    for (const authorization of ['', 'Bearer ', 'Bearer undefined', `Bearer ${KEY}`])
      expect(await socketsTold({ authorization })).toBe(false)
  })

  it("the number of sockets is given for the operator's health key only", async () => {
    setEnvDefaults({ KITH_OPERATOR_KEY: KEY })
    expect(await socketsTold({ authorization: `Bearer ${KEY}` })).toBe(true)
    for (const authorization of ['', KEY, `bearer${KEY}`, `Bearer ${KEY} `, `Bearer ${KEY.slice(1)}`, `Basic ${KEY}`])
      expect(await socketsTold({ authorization }), authorization).toBe(false)
    expect(await socketsTold({})).toBe(false)
  })

  it('the number of sockets is given to a request from this machine', async () => {
    expect(await socketsTold({ [LOCAL_HEADER]: '1' })).toBe(false)
    registerSingleton('front', true)
    expect(await socketsTold({ [LOCAL_HEADER]: '1' })).toBe(true)
    expect(await socketsTold({})).toBe(false)
    registerSingleton('front', undefined)
  })
})
