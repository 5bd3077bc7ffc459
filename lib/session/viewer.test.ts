import { describe, expect, it, vi } from 'vitest'
import { newId } from '@/lib/ids'
import { createUser, setUpKith } from '@/tests/support/environment'
import { endSession } from './sessions'
import { sealToken } from './token'
import { sessionCookie, sessionSecret, type Viewer, viewerOf } from './viewer'

setUpKith()

const token = ({ id, sessionId }: Viewer, claims: object = {}, maxAge = 60) =>
  sealToken({ token: { sub: id, sid: sessionId, ...claims }, secret: sessionSecret(), maxAge })
const cookie = (value: string) => `${sessionCookie()}=${value}`

describe('the viewer of a request', () => {
  it('the viewer is the user of a live session, whatever other cookies are sent', async () => {
    const alice = await createUser('alice')
    const sealed = token(alice)
    for (const cookies of [cookie(sealed), `a=b; ${cookie(sealed)}; c=d==`, `x;=;${cookie(sealed)}`]) {
      expect(await viewerOf(cookies)).toEqual(alice)
    }
  })

  it('there is no viewer without a cookie or with a foreign one', async () => {
    const alice = await createUser('alice')
    const sealed = token(alice)
    const forged = sealToken({ token: { sub: alice.id, sid: alice.sessionId }, secret: 'another secret entirely' })
    const strange = [undefined, '', sessionCookie(), cookie(''), cookie('x'), cookie(forged), `not-${cookie(sealed)}`]
    for (const cookies of strange) expect(await viewerOf(cookies)).toBeUndefined()
  })

  it('there is no viewer for an expired token, even if it was cached', async () => {
    const alice = await createUser('alice')
    const sealed = cookie(token(alice))
    expect(await viewerOf(sealed)).toEqual(alice)
    vi.useFakeTimers({ now: Date.now() + 61_000, toFake: ['Date'] })
    expect(await viewerOf(sealed)).toBeUndefined()
    vi.useRealTimers()
    expect(await viewerOf(cookie(token(alice, {}, -1)))).toBeUndefined()
  })

  it('there is no viewer when the session is another user’s or unknown', async () => {
    const [alice, bob] = await Promise.all([createUser('alice'), createUser('bob')])
    expect(await viewerOf(cookie(token(alice)))).toEqual(alice)
    expect(await viewerOf(cookie(token(alice, { sub: bob.id })))).toBeUndefined()
    expect(await viewerOf(cookie(token(alice, { sid: newId() })))).toBeUndefined()
    expect(await viewerOf(cookie(token(alice, { sid: undefined })))).toBeUndefined()
  })

  it('there is no viewer once the session is ended', async () => {
    const alice = await createUser('alice')
    const cookies = cookie(token(alice))
    expect(await viewerOf(cookies)).toEqual(alice)
    await endSession(alice.sessionId)
    expect(await viewerOf(cookies)).toBeUndefined()
  })
})
