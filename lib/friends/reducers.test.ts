import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Person, VisiblePerson } from '@/lib/accounts/schema'
import type { LogEvent } from '@/lib/events/registry'
import { type Pages, STALE } from '@/lib/pages'
import { affectsPerson, reduceMutual, reducePeopleSearch, reduceProfile } from '@/lib/people/reducers'
import type { PersonFound } from '@/lib/people/schema'
import { inOrder, reduceBlocked, reduceFriends, reduceSuggestions } from './reducers'
import { compareFriends } from './rules'
import type { BlockedPerson, Friend, Suggestion } from './schema'

const me = 'me'
const at = '2026-01-02T03:04:05.678Z'
const names = ['anna', 'bob', 'carl', 'dora']
const person = (id: string): Person => ({ id, username: id, displayName: id, pictureId: null })
const suggestion = (id: string, mutual = 1): Suggestion => ({ ...person(id), mutual })
const pages = <Item>(items: Item[]): Pages<Item> => ({ pages: [{ items, nextCursor: null }], pageParams: [undefined] })

const event = {
  asked: (id: string): LogEvent => ({
    seq: 1,
    type: 'friend_request',
    data: { fromUser: person(me), toUser: person(id), since: at, greeting: null },
  }),
  asks: (id: string): LogEvent => ({
    seq: 1,
    type: 'friend_request',
    data: { fromUser: person(id), toUser: person(me), since: at, greeting: null },
  }),
  withdrawn: (id: string): LogEvent => ({ seq: 1, type: 'friend_request_removed', data: { userId: id } }),
  accepted: (id: string): LogEvent => ({
    seq: 1,
    type: 'friend_accepted',
    data: { fromUser: person(id), by: me, since: at },
  }),
  unfriended: (id: string): LogEvent => ({ seq: 1, type: 'friend_removed', data: { userId: id } }),
  blocked: (id: string): LogEvent => ({ seq: 1, type: 'blocks_changed', data: { userId: id, blocked: true } }),
  unblocked: (id: string): LogEvent => ({ seq: 1, type: 'blocks_changed', data: { userId: id, blocked: false } }),
  changed: (user: VisiblePerson): LogEvent => ({ seq: 1, type: 'profile_changed', data: { user } }),
  read: (): LogEvent => ({ seq: 1, type: 'notifications_read', data: { upTo: 1, unread: 0 } }),
}

const anyName = fc.constantFrom(...names, me, 'zoe')
const anyEvent = fc.oneof(
  anyName.chain((id) =>
    fc.constantFrom(
      event.asked(id),
      event.asks(id),
      event.withdrawn(id),
      event.accepted(id),
      event.unfriended(id),
      event.blocked(id),
      event.unblocked(id),
      event.changed({ id }),
      event.changed({ ...person(id), displayName: 'Renamed' }),
    ),
  ),
  fc.constant(event.read()),
)

describe('suggestions', () => {
  const reduce = (people: Suggestion[], what: LogEvent) => reduceSuggestions(people, what, me)
  const all = names.map((name, index) => suggestion(name, names.length - index))
  const without = (id: string) => all.filter((one) => one.id !== id)

  it.each([event.asked('bob'), event.asks('bob'), event.blocked('bob'), event.changed({ id: 'bob' })])(
    'suggestions remove a person who is requested, requests, is blocked or is gone: $type',
    (what) => expect(reduce(all, what)).toEqual(without('bob')),
  )

  it.each([event.accepted('zoe'), event.unfriended('zoe'), event.withdrawn('bob'), event.unblocked('bob')])(
    'suggestions are refetched when a person may be added: $type',
    (what) => expect(reduce(all, what)).toBe(STALE),
  )

  it('a suggestion shows the current name of the person, and its number of mutual friends is unchanged', () => {
    const renamed = { ...person('carl'), displayName: 'Carlo', pictureId: 'p1' }
    expect(reduce(all, event.changed(renamed))).toEqual(
      all.map((one) => (one.id === 'carl' ? { ...renamed, mutual: one.mutual } : one)),
    )
  })

  it('an event never adds a suggestion or changes the order, and without a change the object is the same', () => {
    fc.assert(
      fc.property(fc.subarray(all), anyEvent, (people, what) => {
        const next = reduce(people, what)
        if (next === STALE) return
        const ids = people.map(({ id }) => id)
        const left = next.map(({ id }) => id)
        expect(ids.filter((id) => left.includes(id))).toEqual(left)
        expect(next.map(({ mutual }) => mutual)).toEqual(
          people.filter(({ id }) => left.includes(id)).map(({ mutual }) => mutual),
        )
        if (!names.some((name) => affectsPerson(what, name))) expect(next).toBe(people)
        expect(reduce(next, what)).toEqual(next)
      }),
    )
  })
})

describe('blocked people', () => {
  const list = pages<BlockedPerson>(names.map((id) => ({ id, username: id, displayName: null, since: at })))

  it('the block list is refetched after a block, because only the server knows the stored name', () => {
    expect(reduceBlocked(list, event.blocked('zoe'))).toBe(STALE)
  })

  it('the block list removes a person who is unblocked', () => {
    const { items = [] } = (reduceBlocked(list, event.unblocked('bob')) as typeof list).pages[0] ?? {}
    expect(items.map(({ id }) => id)).toEqual(['anna', 'carl', 'dora'])
  })

  it('the block list changes by the viewer’s own blocks only and does not show later names', () => {
    fc.assert(
      fc.property(anyEvent, (what) => {
        fc.pre(what.type !== 'blocks_changed')
        expect(reduceBlocked(list, what)).toBe(list)
      }),
    )
  })
})

describe('a person’s page', () => {
  it('a profile is refetched after an event about its person and not after one about another person', () => {
    for (const what of [event.asked, event.asks, event.withdrawn, event.accepted, event.unfriended, event.blocked])
      expect([affectsPerson(what('bob'), 'bob'), affectsPerson(what('bob'), 'anna')]).toEqual([true, false])
    expect([affectsPerson(event.unblocked('bob'), 'bob'), affectsPerson(event.unblocked('bob'), 'anna')]).toEqual([
      true,
      false,
    ])
    expect([
      affectsPerson(event.changed({ id: 'bob' }), 'bob'),
      affectsPerson(event.changed({ id: 'bob' }), 'anna'),
    ]).toEqual([true, false])
    expect(affectsPerson(event.read(), 'bob')).toBe(false)
  })

  it('a profile and its mutual friends are refetched when the viewer gains or loses any friend', () => {
    const profile = { id: 'bob' }
    const mutual = pages([person('anna')])
    for (const what of [
      event.accepted('anna'),
      event.unfriended('anna'),
      event.blocked('bob'),
      event.changed({ id: 'bob' }),
    ]) {
      expect(reduceProfile(profile, what, 'bob')).toBe(STALE)
      expect(reduceMutual(mutual, what, 'bob')).toBe(STALE)
    }
    for (const what of [event.asks('anna'), event.blocked('anna'), event.read()]) {
      expect(reduceProfile(profile, what, 'bob')).toBe(profile)
      expect(reduceMutual(mutual, what, 'bob')).toBe(mutual)
    }
  })

  it('mutual friends are shown by their current names', () => {
    const renamed = { ...person('anna'), displayName: 'Annabel' }
    expect(reduceMutual(pages([person('anna'), person('carl')]), event.changed(renamed), 'bob')).toEqual(
      pages([renamed, person('carl')]),
    )
  })
})

describe('people found', () => {
  const found: PersonFound[] = names.map((name) => ({ ...person(name), relation: 'none' }))

  it('a search for people is refetched after an unblock, and removes people who are blocked or gone', () => {
    expect(reducePeopleSearch(found, event.unblocked('zoe'), me)).toBe(STALE)
    for (const what of [event.blocked('bob'), event.changed({ id: 'bob' })])
      expect(reducePeopleSearch(found, what, me)).toEqual(found.filter(({ id }) => id !== 'bob'))
  })

  it('a person found by search has one relation, the newest', () => {
    const steps = [event.asks('bob'), event.accepted('bob'), event.unfriended('bob'), event.asked('bob')]
    const seen = steps.map((what, index) => {
      const state = steps.slice(0, index).reduce<PersonFound[]>(next, found)
      return next(state, what).find(({ id }) => id === 'bob')?.relation
    })
    expect(seen).toEqual(['incoming', 'friends', 'none', 'outgoing'])
  })

  function next(people: PersonFound[], what: LogEvent): PersonFound[] {
    const reduced = reducePeopleSearch(people, what, me)
    if (reduced === STALE) throw new Error('Nothing was to be fetched.')
    return reduced
  }
})

describe('friends found by a text', () => {
  const friend = (id: string): Friend => ({ ...person(id), since: at, online: false, lastSeenAt: null, greeting: null })
  const found = pages([friend('anna'), friend('bob')])

  it('the friend search removes a person who is no longer a friend', () => {
    expect(reduceFriends(found, event.unfriended('anna'), true)).toEqual(pages([friend('bob')]))
  })

  it('the friend search is refetched when its results may have changed', () => {
    expect(reduceFriends(found, event.accepted('carl'), true)).toBe(STALE)
    expect(reduceFriends(found, event.changed({ ...person('bob'), displayName: 'Renamed' }), true)).toBe(STALE)
    expect(reduceFriends(found, event.accepted('carl'), false)).not.toBe(STALE)
  })
})

describe('the list of friends', () => {
  const friend = (name: string, fields: Partial<Friend> = {}): Friend => ({
    ...person(name),
    since: at,
    online: false,
    lastSeenAt: null,
    greeting: null,
    ...fields,
  })
  const names = (list: ReturnType<typeof reduceFriends>) =>
    list === STALE ? STALE : list.pages.flatMap(({ items }) => items.map(({ displayName }) => displayName))
  const list = pages([friend('Zoë', { online: true }), friend('anna'), friend('Émile'), friend('pip')])
  const firstPage = { ...list, pages: [{ items: list.pages[0]?.items ?? [], nextCursor: 'more' }] }
  const renamed = (id: string, displayName: string) => event.changed({ ...person(id), displayName })

  it('gains a friend at the place of their name, below those who were online', () => {
    expect(names(reduceFriends(list, event.accepted('Bob'), false))).toEqual(['Zoë', 'anna', 'Bob', 'Émile', 'pip'])
  })

  it('moves a friend to the place of a new name', () => {
    expect(names(reduceFriends(list, renamed('anna', 'Otto'), false))).toEqual(['Zoë', 'Émile', 'Otto', 'pip'])
    expect(names(reduceFriends(list, renamed('Zoë', 'Zora'), false))).toEqual(['Zora', 'anna', 'Émile', 'pip'])
  })

  it('leaves out a friend whose new name belongs to a page that is not loaded', () => {
    expect(names(reduceFriends(firstPage, renamed('anna', 'Sam'), false))).toEqual(['Zoë', 'Émile', 'pip'])
  })

  it('is fetched again when somebody from a page that is not loaded takes a name of the loaded part', () => {
    expect(reduceFriends(firstPage, renamed('zelda', 'Ada'), false)).toBe(STALE)
    expect(reduceFriends(firstPage, renamed('zelda', 'Zelma'), false)).toBe(firstPage)
    expect(reduceFriends(list, renamed('stranger', 'Ada'), false)).toBe(list)
  })

  it('is shown with those online first, as far as a tab knows, each friend once', () => {
    const items = [...(list.pages[0]?.items ?? []), friend('pip')]
    const shown = (state: Parameters<typeof inOrder>[1]) => inOrder(items, state).map(({ id }) => id)
    expect(shown(undefined)).toEqual(['Zoë', 'anna', 'Émile', 'pip'])
    expect(shown({ userIds: ['pip'], lastSeen: {} })).toEqual(['pip', 'anna', 'Émile', 'Zoë'])
    expect(shown({ userIds: ['pip', 'anna'], lastSeen: {} })).toEqual(['anna', 'pip', 'Émile', 'Zoë'])
  })

  it('is in the order of compareFriends after any events', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 20 }), (events) => {
        const reduced = events.reduce<typeof list | typeof STALE>(
          (state, what) => (state === STALE ? STALE : reduceFriends(state, what, false)),
          list,
        )
        if (reduced === STALE) return
        const items = reduced.pages.flatMap((page) => page.items)
        expect(items).toEqual(items.toSorted(compareFriends))
      }),
    )
  })
})
