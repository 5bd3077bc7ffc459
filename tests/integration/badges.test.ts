import { describe, expect, inject, it, vi } from 'vitest'
import type { MeResponse } from '@/lib/accounts/schema'
import { me } from '@/lib/accounts/service-me'
import type { Conversation } from '@/lib/conversations/schema'
import { conversationOf, conversationsOf } from '@/lib/conversations/service-list'
import { queries } from '@/lib/events/apply-event'
import type { Message } from '@/lib/messages/schema'
import { historyOf } from '@/lib/messages/service-history'
import type { Notification } from '@/lib/notifications/schema'
import { notificationsOf } from '@/lib/notifications/service'
import { itemsOf, type Pages } from '@/lib/pages'
import { AMPLE_LIMITS } from '@/tests/support/conversations'
import { setUpKith } from '@/tests/support/environment'
import { allUsers } from '@/tests/support/friends-model/state'
import { progressOf } from '@/tests/support/progress'
import { stepsOf, stepText } from './badge-steps'
import { applyBadgeStep, type BadgeWorld, conversationIdOf, createBadgeWorld } from './badge-world'
import type { Device } from './device'
import { connectDevices, useFakeDeviceTimers } from './link'

const { published } = setUpKith({
  limits: { ...AMPLE_LIMITS, blockChangesPerMinute: 1e9, declineCooldownHours: 0 },
})
const linkFor = await connectDevices({ maxEvents: 3 }) // So that catching up takes several responses.

const { seeds, steps } = inject('badges')
/** Milliseconds, longer than a frame waits for an earlier one and than invalidations are batched. */
const SETTLED_MS = 500
const PAGE_LIMIT = 100

/** Returns the owner's counts, conversations and notifications as a page loaded now would show them. */
async function loadFresh({ owner }: BadgeWorld) {
  const [{ counts }, list, notifications] = await Promise.all([
    me(owner),
    conversationsOf(owner, { q: '', limit: PAGE_LIMIT }),
    notificationsOf(owner, { cursor: undefined, limit: PAGE_LIMIT }),
  ])
  expect(counts.unread, 'the sum of the conversations').toBe(list.items.reduce((sum, { unread }) => sum + unread, 0))
  return { counts, conversations: list.items, notifications: notifications.items }
}

type Fresh = Awaited<ReturnType<typeof loadFresh>>

/** Advances time until all devices whose link allows it have received what they wait for. */
async function settle({ devices }: BadgeWorld) {
  for (let quiet = 0; quiet < 2; ) {
    await vi.advanceTimersByTimeAsync(SETTLED_MS)
    const asked = await Promise.all(devices.map(({ link }) => link.answered()))
    const busy = devices.some((device) => isReachable(device) && !device.isIdle())
    quiet = busy || asked.includes(true) ? 0 : quiet + 1
  }
}

const isReachable = ({ link }: Device) => !link.isOffline && !link.isSlow()

/** Expects that a device which is up to date and idle shows the same as a page loaded now. */
async function expectFresh(all: BadgeWorld, device: Device, fresh: Fresh) {
  expect(device.freshData<MeResponse>(queries.me.key())?.counts, 'the badges').toEqual(fresh.counts)
  expectPrefix(device.freshData(queries.conversations.key('')), fresh.conversations, 'the list')
  expectPrefix(device.freshData(queries.notifications.key()), fresh.notifications, 'the notifications')
  for (const other of allUsers.slice(1)) {
    const conversationId = conversationIdOf(all, other)
    const header = device.freshData<Conversation>(queries.conversation.key(conversationId))
    if (header) expect(header, 'the conversation').toEqual(await conversationOf(all.owner, conversationId))
    const messages = device.freshData<Pages<Message>>(queries.messages.key(conversationId))
    if (!messages) continue
    const shown = messages.pages
      .toReversed()
      .flatMap(({ items }) => items)
      .slice(-PAGE_LIMIT)
    const { items } = await historyOf(all.owner, { conversationId, limit: PAGE_LIMIT })
    expect(shown, 'the messages').toEqual(items.slice(items.length - shown.length))
  }
}

/** Expects that the loaded pages are the beginning of the list, or the whole list if there is no next page. */
function expectPrefix(loaded: Pages<Conversation> | Pages<Notification> | undefined, fresh: object[], name: string) {
  if (!loaded) return
  const items = itemsOf<object>(loaded as Pages<object & Conversation>)
  const isWhole = loaded.pages.at(-1)?.nextCursor === null
  expect(items, name).toEqual(isWhole ? fresh : fresh.slice(0, items.length))
}

describe('badges', () => {
  it.each(seeds)(
    'three devices show the same counts as a fresh load after any actions and network faults, seed %i',
    async (seed) => {
      useFakeDeviceTimers()
      const all = await createBadgeWorld(published, linkFor)
      const allSteps = stepsOf(seed, steps)
      const reportProgress = progressOf(`badges, seed ${seed}`, steps)
      let compared = 0
      for (const [at, step] of allSteps.entries()) {
        try {
          await applyBadgeStep(all, step)
          await settle(all)
          const fresh = await loadFresh(all)
          for (const device of all.devices) {
            if (!isReachable(device) || device.syncClient.cursor() !== all.deliveredUpTo) continue
            await expectFresh(all, device, fresh)
            compared++
          }
        } catch (error) {
          const last = allSteps.slice(Math.max(0, at - 12), at + 1).map(stepText)
          throw new Error(`seed ${seed}, step ${at}:\n${last.join('\n')}`, { cause: error })
        }
        reportProgress(at + 1)
      }
      expect(compared).toBeGreaterThan(steps) // Of 3 x steps; the other devices were offline or missed a frame.
    },
    60_000 + steps * 1000,
  )
})
