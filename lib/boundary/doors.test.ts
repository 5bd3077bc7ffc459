import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { VIEWER_HEADER } from '@/lib/auth/rules'
import { type Adapter, type Door, findDoors, serveDoors, throughNext, throughNode, told } from '@/lib/testing/adapters'
import { cases, newWorld, type Sent, signing, type World } from '@/lib/testing/doors'
import { prepareKith } from '@/lib/testing/kith'
import { AMPLE } from '@/lib/testing/talk'

prepareKith({ limits: { ...AMPLE, searchPerMinute: 1e9, signUpPerAddress: 1e9 } })

const doors = await findDoors()
const at = serveDoors(doors)

type As = (world: World) => World['alice'] | undefined
const alice = (world: World) => world.alice
const nobody = () => undefined

let standing: Promise<World> | undefined
/** For calls that change nothing. */
const sameWorld = () => {
  standing ??= newWorld()
  return standing
}

/** The same call through both adapters; a call that changes something needs a world for each. */
async function both(door: Door, sentIn: (world: World) => Sent, as: As = alice, worldFor = sameWorld) {
  const ask = async (adapter: Adapter) => {
    const world = await worldFor()
    return told(await adapter(door, sentIn(world), as(world)))
  }
  const answer = await ask(throughNext)
  expect(await ask(throughNode(at))).toEqual(answer)
  return answer
}

const nameOf = ({ method, path }: Door) => `${method} ${path}`
function lineOf(door: Door) {
  const line = cases[nameOf(door)]
  if (!line) throw new Error(`${nameOf(door)} has no line in the table.`)
  return line
}
/** The same id for each parameter of the path. */
const paramsFor = ({ path }: Door, id: string) =>
  Object.fromEntries([...path.matchAll(/:(\w+)/g)].map(([, name = '']) => [name, id]))
const named = (which: (door: Door) => unknown) => doors.filter(which).map((door) => [nameOf(door), door] as const)
const writing = ({ method }: Door) => method !== 'GET'
/** Takes bytes as they are. */
const takesBytes = ({ path }: Door) => /\/(webhook|picture)$/.test(path)
const withBody = ({ method }: Door) => method === 'POST' || method === 'PATCH'

it('every door stands where its endpoint says, and has its line in the table', () => {
  for (const door of doors) expect(`${door.endpoint.method} ${door.endpoint.path}`).toBe(nameOf(door))
  expect(Object.keys(cases).sort()).toEqual(doors.map(nameOf).sort())
})

describe('through Next and through node:http alike', () => {
  it.each(named(() => true))('%s answers a right request', async (_, door) => {
    const { right, status, type = 'application/json', cache = 'no-store' } = lineOf(door)
    const answer = { status, type: status === 204 ? null : type, cache }
    expect(await both(door, right, alice, newWorld)).toMatchObject(answer)
  })

  it.each(named((door) => !lineOf(door).open))('%s is closed without a session', async (_, door) => {
    const closed = { status: 401, type: 'application/problem+json', body: { code: 'unauthenticated' } }
    expect(await both(door, lineOf(door).right, nobody)).toMatchObject(closed)
  })

  it.each(named((door) => !lineOf(door).open))('%s refuses a tab that shows somebody else', async (_, door) => {
    for (const shown of [(world: World) => world.bob.id, () => '', ({ alice: { id } }: World) => `${id}, ${id}`]) {
      const foreign = (world: World) => ({ ...lineOf(door).right(world), headers: { [VIEWER_HEADER]: shown(world) } })
      const refused = { status: 409, type: 'application/problem+json', body: { code: 'viewer_changed' } }
      expect(await both(door, foreign)).toMatchObject(refused)
    }
  })

  it.each(named((door) => !lineOf(door).open))('%s answers a tab that shows its viewer', async (_, door) => {
    const { right, status } = lineOf(door)
    const own = (world: World) => ({ ...right(world), headers: { [VIEWER_HEADER]: world.alice.id } })
    expect(await both(door, own, alice, newWorld)).toMatchObject({ status })
  })

  it.each(named((door) => lineOf(door).open))('%s is open to everybody', async (_, door) => {
    const { right, status } = lineOf(door)
    expect(await both(door, right, nobody)).toMatchObject({ status })
  })

  it.each(named((door) => lineOf(door).wrong))('%s refuses a wrong request', async (_, door) => {
    const { right, wrong = right, refusal } = lineOf(door)
    const { type, cache, body } = await both(door, wrong)
    expect([type, cache]).toEqual(['application/problem+json', 'no-store'])
    const { status, code, field } = refusal ?? {}
    expect(body).toMatchObject({ type: 'about:blank', status, code, detail: expect.any(String) })
    expect(Object.keys(body.errors ?? {})).toEqual(field === undefined ? [] : [field])
  })

  it.each(named(writing))('%s refuses another site', async (_, door) => {
    const evil = (world: World) => ({ ...lineOf(door).right(world), headers: { origin: 'https://evil.example' } })
    expect(await both(door, evil)).toMatchObject({ status: 403, body: { code: 'cross_site' } })
  })

  it.each(named(withBody))('%s refuses a body larger than it ever needs', async (_, door) => {
    const huge = (world: World) => ({ ...lineOf(door).right(world), text: ' '.repeat(door.endpoint.maxBytes() + 1) })
    expect(await both(door, huge)).toMatchObject({ status: 413, body: { code: 'too_large' } })
  })

  it.each(named((door) => withBody(door) && !lineOf(door).form))(
    '%s refuses what is no JSON object',
    async (_, door) => {
      for (const text of ['{', '[]', '\uFEFF{}']) {
        const broken = (world: World) => ({ ...lineOf(door).right(world), text })
        expect(await both(door, broken)).toMatchObject({ status: 400, body: { code: 'malformed' } })
      }
    },
  )

  it.each(named((door) => withBody(door) && !takesBytes(door)))(
    '%s refuses what is not written in UTF-8',
    async (_, door) => {
      for (const hex of ['7b2261223a22e422', '7b2261223a22c328227d', 'ff', 'eda080', 'c080', 'f4908080', '613de4']) {
        const bytes = Buffer.from(hex, 'hex')
        const latin = (world: World) => ({ params: lineOf(door).right(world).params ?? {}, bytes })
        expect(await both(door, latin), hex).toMatchObject({ status: 400, body: { code: 'malformed' } })
      }
    },
  )

  it.each(named((door) => withBody(door) && !takesBytes(door)))(
    '%s refuses a compressed body, of which nobody knows the size',
    async (_, door) => {
      const compressed = (world: World) => {
        const { body, text, ...sent } = lineOf(door).right(world)
        const bytes = gzipSync(text ?? JSON.stringify(body ?? {}))
        return { ...sent, bytes, headers: { 'content-encoding': 'gzip' } }
      }
      expect(await both(door, compressed)).toMatchObject({ status: 400, body: { code: 'malformed' } })
    },
  )

  it.each(named((door) => withBody(door) && !lineOf(door).form))(
    '%s takes no harm from JSON as deep as a body can be',
    async (_, door) => {
      const nested = (open: string, close: string) => {
        const depth = Math.floor((door.endpoint.maxBytes() - 50) / (open.length + close.length))
        return `${open.repeat(depth)}1${close.repeat(depth)}`
      }
      const call = (text: string) => both(door, ({ alice: { id } }) => ({ params: paramsFor(door, id), text }))
      expect(await call(nested('[', ']'))).toMatchObject({ status: 400, body: { code: 'malformed' } })
      const shallow = await call('{"nobodyKnowsThis":1}')
      for (const deep of [nested('[', ']'), nested('{"a":', '}')])
        expect(await call(`{"nobodyKnowsThis":${deep}}`)).toEqual(shallow)
    },
  )

  it('of a key that is there twice the last value counts', async () => {
    const door = doors.find((one) => nameOf(one) === 'POST /api/messages/drafts')
    if (!door) throw new Error('There are no drafts.')
    const twice = ({ conversationId }: World) => ({
      text: `{"conversationId":"${conversationId}","body":${'"x'.padEnd(9000, 'x')}","body":"short"}`,
    })
    expect(await both(door, twice)).toMatchObject({ status: 204 })
  })

  it('a query whose escapes are no UTF-8 is refused, and a stray % is itself', async () => {
    const door = doors.find((one) => nameOf(one) === 'GET /api/users/search')
    if (!door) throw new Error('There is no search.')
    for (const query of ['?q=%E4', '?q=ab%C3', '?%FF=1', '?q=%ED%A0%80'])
      expect(await both(door, () => ({ query })), query).toMatchObject({ status: 400, body: { code: 'malformed' } })
    for (const query of ['?q=100%', '?q=%C3%A4bc', '?q=%zz1'])
      expect(await both(door, () => ({ query })), query).toMatchObject({ status: 200 })
  })

  it.each(named(({ path }) => path.includes(':')))(
    '%s takes a malformed id for one that nobody has',
    async (_, door) => {
      const withIds = (id: string) => (world: World) => {
        const sent = lineOf(door).right(world)
        return { ...sent, params: Object.fromEntries(Object.keys(sent.params ?? {}).map((param) => [param, id])) }
      }
      const unknown = await both(door, withIds('01a1ffdb-d075-70c6-8a5a-436978707eed'))
      if (!lineOf(door).anyId) expect(unknown.status).toBe(404)
      const world = await sameWorld()
      for (const malformed of ['x', '0', '01a1ffdb-d075-70c6-8a5a-436978707ee', '%00']) {
        expect(await told(await throughNext(door, withIds(malformed)(world), world.alice))).toEqual(unknown)
      }
    },
  )
})

describe('a channel is signed', () => {
  const door = doors.find(({ path }) => path === '/api/realtime/auth')
  const ask = async (text: string, as: As = alice) => {
    if (!door) throw new Error('There is no such door.')
    return both(door, () => ({ text }), as)
  }

  it('for nobody but its own user, in its exact name', async () => {
    const own = 'private-user-'
    const names = ['presence-x', 'public', own, `${own}*`, `${own}01a1ffdb-d075-70c6-8a5a-436978707eed`, `${own}x\n`]
    for (const name of names) {
      expect(await ask(signing('1.2', name))).toMatchObject({ status: 403, body: { code: 'not_your_channel' } })
    }
  })

  it('not without a session', async () => {
    expect(await ask(signing('1.2', 'private-user-x'), nobody)).toMatchObject({ status: 401 })
  })

  it('not for a request that is malformed', async () => {
    const channel = 'private-user-01a1ffdb-d075-70c6-8a5a-436978707eed'
    const forms = ['', 'x', signing('1.2'), signing('', channel), signing('1.2:x', channel), signing('1', channel)]
    for (const form of [...forms, signing('1.2', ''), signing('1.2', 'a'.repeat(201))]) {
      expect(await ask(form)).toMatchObject({ status: 400, body: { code: 'malformed' } })
    }
  })
})

it('the fast path leaves to Next what is not its own', async () => {
  const status = async (method: string, path: string) => (await fetch(at(path), { method })).status
  expect(await status('GET', '/api/messages/01a1ffdb-d075-70c6-8a5a-436978707eed?limit=1')).toBe(401)
  for (const path of ['sent', 'x', '', '01a1ffdb-d075-70c6-8a5a-436978707eed/', '%00']) {
    expect(await status('GET', `/api/messages/${path}`)).toBe(421)
  }
  for (const method of ['HEAD', 'PUT', 'OPTIONS', 'DELETE']) expect(await status(method, '/api/me')).toBe(421)
  expect(await status('GET', '/api/ME')).toBe(421)
})
