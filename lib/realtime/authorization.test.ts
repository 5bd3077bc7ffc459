import { describe, expect, it } from 'vitest'
import { userChannel } from '@/lib/broker/channels'
import { endSession } from '@/lib/session/sessions'
import { codeOf } from '@/tests/support/conversations'
import { createUser, setUpKith } from '@/tests/support/environment'
import { authorizeChannel } from './authorization'

const { closed } = setUpKith()

describe('authorizeChannel', () => {
  it('the own channel is signed, any other channel is refused', async () => {
    const [alice, bob] = await Promise.all([createUser('alice'), createUser('bob')])
    expect(await authorizeChannel(alice, '1.2', userChannel(alice.id))).toMatchObject({
      auth: expect.stringMatching(/^test-key:/),
    })
    for (const channel of [userChannel(bob.id), `${userChannel(alice.id)}x`, `presence-user-${alice.id}`, 'public', ''])
      expect(await codeOf(authorizeChannel(alice, '1.2', channel))).toBe('not_your_channel')
  })

  it('a session that ended during the request gets no signature, and its socket is closed', async () => {
    const alice = await createUser('alice')
    await endSession(alice.sessionId)
    closed.length = 0
    expect(await codeOf(authorizeChannel(alice, '1.2', userChannel(alice.id)))).toBe('unauthenticated')
    expect(closed).toContain(alice.sessionId)
  })
})
