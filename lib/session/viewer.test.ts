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
  it('is the owner of a live session, whatever other cookies come along', async () => {
    const alice = await createUser('alice')
    const sealed = token(alice)
    for (const cookies of [cookie(sealed), `a=b; ${cookie(sealed)}; c=d==`, `x;=;${cookie(sealed)}`]) {
      expect(await viewerOf(cookies)).toEqual(alice)
    }
  })

  it('is nobody without a cookie, or with one that is not ours', async () => {
    const alice = await createUser('alice')
    const sealed = token(alice)
    const forged = sealToken({ token: { sub: alice.id, sid: alice.sessionId }, secret: 'another secret entirely' })
    const strange = [undefined, '', sessionCookie(), cookie(''), cookie('x'), cookie(forged), `not-${cookie(sealed)}`]
    for (const cookies of strange) expect(await viewerOf(cookies)).toBeUndefined()
  })

  it('is nobody when the token is over its time, also after it was seen before', async () => {
    const alice = await createUser('alice')
    const sealed = cookie(token(alice))
    expect(await viewerOf(sealed)).toEqual(alice)
    vi.useFakeTimers({ now: Date.now() + 61_000, toFake: ['Date'] })
    expect(await viewerOf(sealed)).toBeUndefined()
    vi.useRealTimers()
    expect(await viewerOf(cookie(token(alice, {}, -1)))).toBeUndefined()
  })

  it('is nobody when the session belongs to somebody else, or to nobody', async () => {
    const [alice, bob] = await Promise.all([createUser('alice'), createUser('bob')])
    expect(await viewerOf(cookie(token(alice)))).toEqual(alice)
    expect(await viewerOf(cookie(token(alice, { sub: bob.id })))).toBeUndefined()
    expect(await viewerOf(cookie(token(alice, { sid: newId() })))).toBeUndefined()
    expect(await viewerOf(cookie(token(alice, { sid: undefined })))).toBeUndefined()
  })

  it('is nobody from the moment the session is ended', async () => {
    const alice = await createUser('alice')
    const cookies = cookie(token(alice))
    expect(await viewerOf(cookies)).toEqual(alice)
    await endSession(alice.sessionId)
    expect(await viewerOf(cookies)).toBeUndefined()
  })
})
