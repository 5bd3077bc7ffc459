import { describe, expect, it } from 'vitest'
import { block } from '@/lib/blocks/service'
import type { Viewer } from '@/lib/session/viewer'
import { codeOf, eventsOf, refusalOf } from '@/tests/support/conversations'
import { createUser, setUpKith } from '@/tests/support/environment'
import {
  expire,
  incomingRequestIdsOf,
  invitationInput,
  inviteAndAccept,
  ownInvitations,
  tokenOf,
  usesOf,
} from '@/tests/support/invitations'
import { acceptInvitation, createInvitation, endInvitation, showInvitation } from './service'

setUpKith({ limits: { invitationLookupsPerMinute: 40 } })

const ADDRESS = '192.0.2.1'
const NOT_VALID = { status: 404, code: 'not_found', message: 'This invitation is not valid any more.' }

const people = (count: number) => Promise.all(Array.from({ length: count }, () => createUser('guest')))

describe('what is not valid is the same for everybody, whatever the reason:', () => {
  const blockedBy = (who: 'alice' | 'bob') => async () => {
    const { alice, bob, token } = await inviteAndAccept()
    await (who === 'alice' ? block(alice, bob.id) : block(bob, alice.id))
    return { bob, token }
  }
  const reasons: Record<string, () => Promise<{ bob: Viewer; token: string }>> = {
    'a token nobody has': async () => ({ bob: await createUser('bob'), token: 'AAAAAAAAAAAAAAAAAAAAAA' }),
    'no token': async () => ({ bob: await createUser('bob'), token: '' }),
    expired: async () => {
      const { id, ...rest } = await inviteAndAccept()
      await expire(id)
      return rest
    },
    revoked: async () => {
      const { alice, id, ...rest } = await inviteAndAccept()
      await endInvitation(alice, id)
      return rest
    },
    'used up': async () => {
      const { token, bob } = await inviteAndAccept()
      await acceptInvitation(await createUser('carol'), token)
      return { bob, token }
    },
    'blocked by the owner': blockedBy('alice'),
    'the owner blocked': blockedBy('bob'),
  }

  it.each(Object.entries(reasons))(
    'an invitation that is invalid gives the same answer for every reason: %s',
    async (_, arrange) => {
      const { bob, token } = await arrange()
      const refusals = [showInvitation(bob, token, ADDRESS), acceptInvitation(bob, token)].map(refusalOf)
      for (const refusal of await Promise.all(refusals)) expect(refusal).toEqual({ ...NOT_VALID, errors: undefined })
      expect(await eventsOf(bob).then((events) => events.filter(({ type }) => type === 'friend_request'))).toEqual([])
    },
  )
})

describe('lookups are limited', () => {
  const tries = (look: () => Promise<unknown>) => Promise.all(Array.from({ length: 41 }, () => codeOf(look())))

  it('invitation lookups of a user are limited, valid or not', async () => {
    const { bob, token } = await inviteAndAccept()
    const outcomes = await tries(() => acceptInvitation(bob, 'x'))
    expect(outcomes.filter((code) => code === 'not_found')).toHaveLength(40)
    expect(await codeOf(showInvitation(bob, token, ADDRESS))).toBe('rate_limited')
    expect(await codeOf(showInvitation(await createUser('carol'), token, ADDRESS))).toBe('done')
  })

  it('invitation lookups from an address are limited', async () => {
    const { bob, token } = await inviteAndAccept()
    await tries(() => showInvitation(undefined, 'x', '198.51.100.7'))
    expect(await codeOf(showInvitation(undefined, token, '198.51.100.7'))).toBe('rate_limited')
    expect(await codeOf(showInvitation(undefined, token, '198.51.100.8'))).toBe('done')
    expect(await codeOf(showInvitation(bob, token, '198.51.100.7'))).toBe('done')
  })
})

describe('at the same moment', () => {
  it('of fifty users who accept an invitation with one use one succeeds, and the others get the same answer', async () => {
    const { alice, id, token } = await inviteAndAccept(1)
    const guests = await people(50)
    const outcomes = await Promise.all(guests.map((guest) => codeOf(acceptInvitation(guest, token))))
    const winners = guests.filter((_, index) => outcomes[index] === 'done')
    expect(winners).toHaveLength(1)
    expect(outcomes.filter((code) => code === 'not_found')).toHaveLength(49)
    expect(await usesOf(id)).toMatchObject([{ userId: winners[0]?.id }])
    expect(await incomingRequestIdsOf(alice)).toEqual(winners.map((winner) => winner.id))
    expect((await ownInvitations(alice))[0]).toMatchObject({ uses: 1, usesLeft: 0 })
  })

  it('twenty concurrent acceptances by one user make one request and take one use', async () => {
    const { alice, bob, id, token } = await inviteAndAccept(20)
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => codeOf(acceptInvitation(bob, token))))
    expect(outcomes.sort()).toEqual(['done', ...Array(19).fill('request_already_sent')])
    expect(await usesOf(id)).toHaveLength(1)
    expect((await ownInvitations(alice))[0]).toMatchObject({ uses: 20, usesLeft: 19 })
  })

  it('acceptances concurrent with the end of an invitation agree with its number of uses', async () => {
    const { alice, id, token } = await inviteAndAccept(100)
    const guests = await people(12)
    const calls = guests.map((guest) => codeOf(acceptInvitation(guest, token)))
    const ending = calls[0]?.then(() => endInvitation(alice, id))
    const outcomes = await Promise.all(calls)
    await ending
    const inTime = guests.filter((_, index) => outcomes[index] === 'done').map((guest) => guest.id)
    for (const outcome of outcomes) expect(['done', 'not_found']).toContain(outcome)
    expect((await usesOf(id)).map(({ userId }) => userId).sort()).toEqual(inTime.sort())
    expect((await incomingRequestIdsOf(alice)).sort()).toEqual(inTime)
    expect(await codeOf(acceptInvitation(await createUser('late'), token))).toBe('not_found')
  })

  it('a block concurrent with an acceptance leaves no request between the two', async () => {
    for (let round = 0; round < 10; round++) {
      const { alice, bob, token } = await inviteAndAccept()
      const [outcome] = await Promise.all([codeOf(acceptInvitation(bob, token)), block(alice, bob.id)])
      expect(['done', 'not_found']).toContain(outcome)
      expect(await incomingRequestIdsOf(alice)).toEqual([])
    }
  })

  it('two users who accept each other’s invitations concurrently become friends without a deadlock', async () => {
    for (let round = 0; round < 10; round++) {
      const { alice, bob, token } = await inviteAndAccept()
      const back = tokenOf(await createInvitation(bob, invitationInput()))
      const outcomes = await Promise.all([acceptInvitation(bob, token), acceptInvitation(alice, back)])
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['accepted', 'pending'])
    }
  })
})
