import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { en } from '@/components/strings/en'
import { createToasts } from '@/components/ui/toasts'
import type { LogEvent } from '@/lib/events/registry'
import type { Notification } from '@/lib/notifications/schema'
import { createNotifier } from './notifier'

const personOf = (name: string) => ({
  id: name.toLowerCase(),
  username: name.toLowerCase(),
  displayName: name,
  pictureId: null,
})

const notificationOf = (seq: number, name: string, fields: Partial<Notification> = {}): Notification => ({
  id: `n${seq}`,
  seq,
  kind: 'friend_request',
  person: personOf(name),
  createdAt: new Date(0).toISOString(),
  read: false,
  ...fields,
})

const eventOf = (notification: Notification): LogEvent => ({ seq: 1, type: 'notification', data: { notification } })
const accepted = (seq: number, name: string) => eventOf(notificationOf(seq, name, { kind: 'friend_accepted' }))
const requested = (seq: number, name: string) => eventOf(notificationOf(seq, name))

function openTab({
  leads = async () => true,
  inView = false,
}: {
  leads?: () => Promise<boolean>
  inView?: boolean
} = {}) {
  const toasts = createToasts()
  const play = vi.fn()
  const notifier = createNotifier({ lead: leads, show: toasts.show, play, isInView: () => inView })
  const receive = async (...events: LogEvent[]) => {
    for (const event of events) notifier.onEvent(event)
    await vi.advanceTimersByTimeAsync(1000)
  }
  const texts = () => toasts.shown().map(({ text }) => text)
  return { toasts, receive, texts, sounds: () => play.mock.calls.length }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('createNotifier', () => {
  it('each of a few new notifications shows a toast with its text and link, with one sound for all', async () => {
    const { toasts, receive, texts, sounds } = openTab()
    await receive(accepted(1, 'Maria'), requested(2, 'Tom'))
    expect(texts()).toEqual(['Maria accepted your request.', 'Tom sent you a friend request.'])
    expect(toasts.shown().map(({ action }) => action)).toEqual([
      { label: en.toasts.open, href: '/messages/with/maria' },
      { label: en.toasts.open, href: '/friends?show=requests' },
    ])
    expect(sounds()).toBe(1)
  })

  it('more than three notifications that arrive together show one summary toast', async () => {
    const { toasts, receive, texts, sounds } = openTab()
    await receive(...['Ann', 'Ben', 'Cas', 'Dee'].map((name, index) => requested(index + 1, name)))
    expect(texts()).toEqual([en.notifications.several(4)])
    expect(toasts.shown()[0]?.action).toMatchObject({ href: '/notifications' })
    expect(sounds()).toBe(1)
  })

  it('no toast is shown for a notification that is read, in view, gone or of an unknown kind, or by a tab that does not lead', async () => {
    const tabs = [openTab(), openTab({ inView: true }), openTab(), openTab(), openTab({ leads: async () => false })]
    const ofUnknownKind = { ...notificationOf(1, 'Maria'), kind: 'unknown_kind' } as unknown as Notification // As a newer server sends it.
    const events: LogEvent[] = [
      eventOf(notificationOf(1, 'Maria', { read: true })),
      requested(1, 'Maria'),
      { seq: 1, type: 'notification', data: { seq: 1, gone: true } },
      eventOf(ofUnknownKind),
      requested(1, 'Maria'),
    ]
    for (const [index, tab] of tabs.entries()) {
      const event = events[index]
      if (event) await tab.receive(event)
      expect([tab.texts(), tab.sounds()], `tab ${index}`).toEqual([[], 0])
    }
    const ordinary = openTab()
    await ordinary.receive(requested(1, 'Maria'))
    expect(ordinary.sounds()).toBe(1)
  })
})

const endings: Record<string, LogEvent> = {
  'is read on another device': { seq: 2, type: 'notifications_read', data: { upTo: 1, unread: 0 } },
  'is answered on another device': {
    seq: 2,
    type: 'friend_accepted',
    data: { fromUser: personOf('Tom'), by: 'me', since: '' },
  },
  'is cancelled by its sender': { seq: 2, type: 'friend_request_removed', data: { userId: 'tom' } },
  'is from a user the viewer has blocked': { seq: 2, type: 'blocks_changed', data: { userId: 'tom', blocked: true } },
  'is from a deleted user': { seq: 2, type: 'profile_changed', data: { user: { id: 'tom' } } },
}

for (const [what, event] of Object.entries(endings))
  describe(`createNotifier, for a notification that ${what}`, () => {
    it(`the toast of a notification that ${what} is removed, and the others stay`, async () => {
      const { receive, texts } = openTab()
      await receive(requested(1, 'Tom'), requested(2, 'Eve'))
      expect(texts()).toHaveLength(2)
      await receive(event)
      expect(texts()).toEqual(['Eve sent you a friend request.'])
    })

    it(`a notification that ${what} before it was shown makes no toast and no sound`, async () => {
      const { receive, texts, sounds } = openTab()
      await receive(requested(1, 'Tom'), event)
      expect([texts(), sounds()]).toEqual([[], 0])
    })
  })

it('a summary toast stays until all of its notifications are read', async () => {
  const { receive, texts } = openTab()
  await receive(...['Ann', 'Ben', 'Cas', 'Dee'].map((name, index) => requested(index + 1, name)))
  await receive({ seq: 5, type: 'notifications_read', data: { upTo: 3, unread: 1 } })
  expect(texts()).toHaveLength(1)
  await receive({ seq: 6, type: 'notifications_read', data: { upTo: 4, unread: 0 } })
  expect(texts()).toEqual([])
})
