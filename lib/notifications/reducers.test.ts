import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LogEvent } from '@/lib/events/registry'
import { itemsOf, type Pages } from '@/lib/pages'
import { reduceNotifications } from './reducers'
import type { Notification, NotificationKind } from './schema'

const PEOPLE = ['ann', 'ben', 'cas'] as const
const personOf = (name: string) => ({ id: name, username: name, displayName: name, pictureId: null })

const notificationOf = (seq: number, name = 'ann', kind: NotificationKind = 'friend_request'): Notification => ({
  id: `n${seq}`,
  seq,
  kind,
  person: personOf(name),
  createdAt: new Date(seq).toISOString(),
  read: false,
})

const listOf = (items: Notification[], nextCursor: string | null = null): Pages<Notification> => ({
  pages: [{ items, nextCursor }],
  pageParams: [undefined],
})
const notified = (notification: Notification): LogEvent => ({ seq: 1, type: 'notification', data: { notification } })
const read = (upTo: number): LogEvent => ({ seq: 1, type: 'notifications_read', data: { upTo, unread: 0 } })
const seqs = (list: Pages<Notification>) => itemsOf(list).map(({ seq }) => seq)

const anyName = fc.constantFrom(...PEOPLE)
/** The same number is always the same notification, as on the server. */
const anyTold = fc.integer({ min: 1, max: 12 }).map((seq) => {
  const kind = seq % 2 ? 'friend_request' : 'friend_accepted'
  return notified(notificationOf(seq, PEOPLE[seq % PEOPLE.length], kind))
})
const anyEvent: fc.Arbitrary<LogEvent> = fc.oneof(
  anyTold,
  fc.nat({ max: 12 }).map(read),
  fc.nat({ max: 12 }).map((seq): LogEvent => ({ seq: 1, type: 'notification', data: { seq, gone: true } })),
  anyName.map((userId): LogEvent => ({ seq: 1, type: 'friend_request_removed', data: { userId } })),
  anyName.map(
    (name): LogEvent => ({ seq: 1, type: 'friend_accepted', data: { fromUser: { id: name }, by: 'me', since: '' } }),
  ),
  fc
    .record({ userId: anyName, blocked: fc.boolean() })
    .map((data): LogEvent => ({ seq: 1, type: 'blocks_changed', data })),
  anyName.map((id): LogEvent => ({ seq: 1, type: 'profile_changed', data: { user: { id } } })),
  anyName.map((id): LogEvent => ({ seq: 1, type: 'profile_changed', data: { user: personOf(id) } })),
  anyName.map((userId): LogEvent => ({ seq: 1, type: 'friend_removed', data: { userId } })),
)

describe('the list of notifications', () => {
  it('the list has each notification once and newest first, and a repeated event changes nothing', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 30 }), (events) => {
        let list = listOf([])
        for (const event of events) {
          const before = JSON.stringify(list)
          const next = reduceNotifications(list, event)
          expect(JSON.stringify(list)).toBe(before) // What it was given stays as it was.
          expect(reduceNotifications(next, event)).toEqual(next)
          list = next
          expect(seqs(list)).toEqual([...new Set(seqs(list))].sort((a, b) => b - a))
        }
      }),
    )
  })

  it('the list of notifications is the same for every order of notifications and reads', () => {
    const some = fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { minLength: 1 })
    const shuffled = some.chain((numbers) =>
      fc.record({ numbers: fc.constant(numbers), order: fc.shuffledSubarray(numbers, { minLength: numbers.length }) }),
    )
    fc.assert(
      fc.property(shuffled, ({ numbers, order }) => {
        const applyAll = (list: readonly number[]) =>
          list.map((seq) => notified(notificationOf(seq))).reduce(reduceNotifications, listOf([]))
        expect(applyAll(order)).toEqual(applyAll(numbers))
        expect(seqs(applyAll(order))).toEqual([...numbers].sort((a, b) => b - a))
      }),
    )
  })

  it('a notification that belongs on a page not loaded yet is not added', () => {
    const loaded = listOf([notificationOf(9), notificationOf(8)], '8')
    expect(seqs(reduceNotifications(loaded, notified(notificationOf(3))))).toEqual([9, 8])
    expect(seqs(reduceNotifications(loaded, notified(notificationOf(10))))).toEqual([10, 9, 8])
  })

  it('a read marks notifications up to its seq on every page and none above it', () => {
    const pages: Pages<Notification> = {
      pages: [
        { items: [notificationOf(3)], nextCursor: '3' },
        { items: [notificationOf(2), notificationOf(1)], nextCursor: null },
      ],
      pageParams: [undefined, '3'],
    }
    const half = reduceNotifications(pages, read(2))
    expect(itemsOf(half).map(({ seq, read }) => [seq, read])).toEqual([
      [3, false],
      [2, true],
      [1, true],
    ])
    expect(reduceNotifications(half, read(1))).toBe(half)
  })
})

describe('a notification', () => {
  const both = listOf([notificationOf(2, 'ann', 'friend_accepted'), notificationOf(1, 'ann'), notificationOf(0, 'ben')])
  const left = (event: LogEvent) => seqs(reduceNotifications(both, event))

  it('the notification of a request is removed with the request, and others of that person stay', () => {
    expect(left({ seq: 1, type: 'friend_request_removed', data: { userId: 'ann' } })).toEqual([2, 0])
    const data = { fromUser: personOf('ann'), by: 'me', since: '' }
    expect(left({ seq: 1, type: 'friend_accepted', data })).toEqual([2, 0])
  })

  it('notifications of a blocked or deleted person are removed, and stay when a friendship or a block ends', () => {
    expect(left({ seq: 1, type: 'blocks_changed', data: { userId: 'ann', blocked: true } })).toEqual([0])
    expect(left({ seq: 1, type: 'profile_changed', data: { user: { id: 'ann' } } })).toEqual([0])
    expect(left({ seq: 1, type: 'blocks_changed', data: { userId: 'ann', blocked: false } })).toEqual([2, 1, 0])
    expect(left({ seq: 1, type: 'friend_removed', data: { userId: 'ann' } })).toEqual([2, 1, 0])
  })

  it('a notification shows the current name of its person', () => {
    const user = { ...personOf('ann'), displayName: 'Anna' }
    const renamed = reduceNotifications(both, { seq: 1, type: 'profile_changed', data: { user } })
    expect(itemsOf(renamed).map(({ person }) => person.displayName)).toEqual(['Anna', 'Anna', 'ben'])
  })
})
