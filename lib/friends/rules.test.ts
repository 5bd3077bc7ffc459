import { describe, expect, it } from 'vitest'
import { limitsSchema } from '@/lib/limits'
import { cooldownLeft, isBelowFriendLimit, onFriendRequest, relationOf } from './rules'

const limits = limitsSchema.parse({})

describe('relationOf', () => {
  it.each([
    [undefined, 'none'],
    [{ status: 'accepted', actionUserId: 'me' } as const, 'friends'],
    [{ status: 'accepted', actionUserId: 'them' } as const, 'friends'],
    [{ status: 'pending', actionUserId: 'me' } as const, 'outgoing'],
    [{ status: 'pending', actionUserId: 'them' } as const, 'incoming'],
  ])('relationOf reads %j as %s', (row, relation) => {
    expect(relationOf('me', row)).toBe(relation)
  })
})

describe('onFriendRequest', () => {
  it('a request to a stranger is pending, a crossing one is accepted, a repeated one is refused', () => {
    expect(onFriendRequest('none')).toEqual({ become: 'pending' })
    expect(onFriendRequest('incoming')).toEqual({ become: 'accepted' })
    expect(onFriendRequest('outgoing')).toEqual({ refuse: 'request_already_sent' })
    expect(onFriendRequest('friends')).toEqual({ refuse: 'already_friends' })
  })
})

describe('mayBefriendAnother', () => {
  it('mayBefriendAnother is false at the friend limit of the plan, and above it after a downgrade', () => {
    expect(isBelowFriendLimit({ plan: 'free', friendCount: 499 }, limits)).toBe(true)
    expect(isBelowFriendLimit({ plan: 'free', friendCount: 500 }, limits)).toBe(false)
    expect(isBelowFriendLimit({ plan: 'free', friendCount: 1200 }, limits)).toBe(false)
    expect(isBelowFriendLimit({ plan: 'pro', friendCount: 1999 }, limits)).toBe(true)
    expect(isBelowFriendLimit({ plan: 'pro', friendCount: 2000 }, limits)).toBe(false)
  })
})

describe('cooldownLeft', () => {
  it('cooldownLeft decreases from the decline to zero', () => {
    expect(cooldownLeft(undefined, limits)).toBe(0)
    expect(cooldownLeft(0, limits)).toBe(86_400)
    expect(cooldownLeft(86_399.5, limits)).toBe(1)
    expect(cooldownLeft(86_400, limits)).toBe(0)
  })
})
