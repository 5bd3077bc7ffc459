import { describe, expect, inject, it, vi } from 'vitest'
import type { Me } from '@/lib/accounts/schema'
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
import { allUsers } from '@/tests/support/friends-model-state'
import { progressOf } from '@/tests/support/progress'
import { stepsOf, written } from './badge-steps'
import { type BadgeWorld, conversationIdOf, newBadgeWorld, take } from './badge-world'
import type { Device } from './device'
import { connectDevices, holdTime } from './link'

const { heard } = setUpKith({ limits: { ...AMPLE_LIMITS, blockChangesPerMinute: 1e9, declineCooldownHours: 0 } })
const linkFor = await connectDevices({ eventsAtOnce: 3 }) // So that an absence takes several.

const { seeds, steps } = inject('badges')
/** Longer than a later frame waits for an earlier one, and than what has to be fetched is gathered. */
const SETTLED_MS = 500
const MOST = 100

/** What loading a page now would show of what the owner has. */
async function freshOf({ owner }: BadgeWorld) {
  const [{ counts }, list, notifications] = await Promise.all([
    me(owner),
    conversationsOf(owner, { q: '', limit: MOST }),
    notificationsOf(owner, { cursor: undefined, limit: MOST }),
  ])
  expect(counts.unread, 'the sum of the conversations').toBe(list.items.reduce((sum, { unread }) => sum + unread, 0))
  return { counts, conversations: list.items, notifications: notifications.items }
}

type Fresh = Awaited<ReturnType<typeof freshOf>>

/** Lets every device have all that it waits for, as far as its link lets it. */
async function settle({ devices }: BadgeWorld) {
  for (let quiet = 0; quiet < 2; ) {
    await vi.advanceTimersByTimeAsync(SETTLED_MS)
    const asked = await Promise.all(devices.map(({ link }) => link.answered()))
    const busy = devices.some((device) => isReached(device) && !device.isAtRest())
    quiet = busy || asked.includes(true) ? 0 : quiet + 1
  }
}

const isReached = ({ link }: Device) => !link.isAway && !link.isSlow()

/** A device that stands where the log ends and waits for nothing shows what a page shows that is loaded now. */
async function expectTruth(all: BadgeWorld, device: Device, fresh: Fresh) {
  expect(device.held<Me>(queries.me.key())?.counts, 'the badges').toEqual(fresh.counts)
  expectBeginning(device.held(queries.conversations.key('')), fresh.conversations, 'the list')
  expectBeginning(device.held(queries.notifications.key()), fresh.notifications, 'the notifications')
  for (const other of allUsers.slice(1)) {
    const conversationId = conversationIdOf(all, other)
    const header = device.held<Conversation>(queries.conversation.key(conversationId))
    if (header) expect(header, 'the conversation').toEqual(await conversationOf(all.owner, conversationId))
    const messages = device.held<Pages<Message>>(queries.messages.key(conversationId))
    if (!messages) continue
    const shown = messages.pages
      .toReversed()
      .flatMap(({ items }) => items)
      .slice(-MOST)
    const { items } = await historyOf(all.owner, { conversationId, limit: MOST })
    expect(shown, 'the messages').toEqual(items.slice(items.length - shown.length))
  }
}

/** What is loaded of a list is its beginning; all of it when nothing is left to load. */
function expectBeginning(held: Pages<Conversation> | Pages<Notification> | undefined, fresh: object[], name: string) {
  if (!held) return
  const items = itemsOf<object>(held as Pages<object & Conversation>)
  const isWhole = held.pages.at(-1)?.nextCursor === null
  expect(items, name).toEqual(isWhole ? fresh : fresh.slice(0, items.length))
}

describe('three devices of one person', () => {
  it.each(seeds)(
    'show the counts that a fresh load shows, whatever people do and the network loses, seed %i',
    async (seed) => {
      holdTime()
      const all = await newBadgeWorld(heard, linkFor)
      const walk = stepsOf(seed, steps)
      const tell = progressOf(`badges, seed ${seed}`, steps)
      let compared = 0
      for (const [at, step] of walk.entries()) {
        try {
          await take(all, step)
          await settle(all)
          const fresh = await freshOf(all)
          for (const device of all.devices) {
            if (!isReached(device) || device.reader.cursor() !== all.told) continue
            await expectTruth(all, device, fresh)
            compared++
          }
        } catch (error) {
          const last = walk.slice(Math.max(0, at - 12), at + 1).map(written)
          throw new Error(`seed ${seed}, step ${at}:\n${last.join('\n')}`, { cause: error })
        }
        tell(at + 1)
      }
      expect(compared).toBeGreaterThan(steps) // Of three times as many: the others were away, or had lost a frame.
    },
    60_000 + steps * 1000,
  )
})
