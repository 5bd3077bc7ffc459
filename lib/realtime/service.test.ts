import { describe, expect, it } from 'vitest'
import { endSession } from '@/lib/auth/sessions'
import { newPerson, prepareKith } from '@/lib/testing/kith'
import { codeOf } from '@/lib/testing/talk'
import { userChannel } from './channels'
import { authoriseChannel } from './service'

const { closed } = prepareKith()

describe('the signature for a channel', () => {
  it("is given for the viewer's own and for no other", async () => {
    const [alice, bob] = await Promise.all([newPerson('alice'), newPerson('bob')])
    expect(await authoriseChannel(alice, '1.2', userChannel(alice.id))).toMatchObject({
      auth: expect.stringMatching(/^test-key:/),
    })
    for (const channel of [userChannel(bob.id), `${userChannel(alice.id)}x`, `presence-user-${alice.id}`, 'public', ''])
      expect(await codeOf(authoriseChannel(alice, '1.2', channel))).toBe('not_your_channel')
  })

  it('is not given to a session that ended while its request was on the way, and the socket it named is closed', async () => {
    const alice = await newPerson('alice')
    await endSession(alice.sessionId)
    closed.length = 0
    expect(await codeOf(authoriseChannel(alice, '1.2', userChannel(alice.id)))).toBe('unauthenticated')
    expect(closed).toContain(alice.sessionId)
  })
})
