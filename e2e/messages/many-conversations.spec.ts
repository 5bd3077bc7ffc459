import { expect } from '@playwright/test'
import { en } from '@/components/strings/en'
import { befriend, type Person } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'
import type { Conversation } from '@/lib/conversations/schema'

/** Old, so that a conversation with a new message is listed first. */
const HOUR_MS = 3_600_000
const MANY = 1000
const PAGE = 50
/** Position of the real conversation among the generated ones. */
const REAL_AT = 40
const MAX_ROWS = 40

const madeUp = (real: Conversation, number: number): Conversation => {
  const id = `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`
  const at = new Date(Date.parse(real.lastMessageAt) + (REAL_AT - number) * 1000).toISOString()
  const peer = { id, username: `person_${number}`, displayName: `Person ${number}`, pictureId: null }
  const lastMessage = real.lastMessage && { ...real.lastMessage, id, conversationId: id, createdAt: at }
  return { ...real, id, peer, lastMessage, lastMessageAt: at, unread: 0 }
}

/** Responds to the list request with a thousand conversations; only the one with `friend` is real. */
async function withMany(person: Person, friend: Person) {
  const id = await befriend(friend, person)
  await friend.api.send(id, 'Hello')
  const opened = await person.api.conversationWith(friend.user.id)
  const real = { ...opened, lastMessageAt: new Date(Date.parse(opened.lastMessageAt) - HOUR_MS).toISOString() }
  const all = Array.from({ length: MANY }, (_, index) => (index === REAL_AT ? real : madeUp(real, index)))
  await person.page.route(/\/api\/messages\/conversations(\?|$)/, async (route) => {
    const from = Number(new URL(route.request().url()).searchParams.get('cursor') ?? 0)
    const nextCursor = from + PAGE < MANY ? String(from + PAGE) : null
    await route.fulfill({ json: { items: all.slice(from, from + PAGE), nextCursor } })
  })
  await person.conversations.goto()
  await person.shell.expectLive()
  await expect(person.conversations.row('Person 3 ')).toBeVisible()
  return id
}

const rows = ({ conversations }: Person) => conversations.list().getByRole('listitem')
const pane = ({ conversations }: Person) => conversations.list().locator('..')

test('a list of a thousand conversations scrolls to its end and renders only the visible rows', async ({
  alice,
  bob,
}) => {
  await withMany(alice, bob)
  const last = alice.conversations.row(`Person ${MANY - 1} `)
  await expect(async () => {
    await pane(alice).evaluate((element) => element.scrollTo({ top: element.scrollHeight }))
    expect(await rows(alice).count()).toBeLessThan(MAX_ROWS)
    await expect(last).toBeInViewport({ timeout: 500 })
  }).toPass()
  await expect(rows(alice).last()).toHaveAttribute('aria-posinset', `${MANY}`)
  await expect(rows(alice).last()).toHaveAttribute('aria-setsize', `${MANY}`)
  await expect(alice.page.getByRole('status', { name: en.messages.loading })).toHaveCount(0)
})

test('the keyboard reaches every conversation, and the focused row stays rendered while scrolling', async ({
  alice,
  bob,
}) => {
  await withMany(alice, bob)
  const { keyboard } = alice.page
  await alice.conversations.row('Person 0 ').focus()
  for (let number = 1; number <= 20; number++) {
    await keyboard.press('ArrowDown')
    await expect(alice.conversations.row(`Person ${number} `)).toBeFocused()
  }
  await expect(alice.conversations.row('Person 20 ')).toBeInViewport()
  await pane(alice).evaluate((element) => element.scrollTo({ top: 0 }))
  await expect(alice.conversations.row('Person 0 ')).toBeInViewport()
  await expect(alice.conversations.row('Person 20 ')).toBeFocused()
  await keyboard.press('ArrowUp')
  await expect(alice.conversations.row('Person 19 ')).toBeFocused()
  await keyboard.press('End')
  await expect(alice.conversations.row('Person 0 ')).toHaveCount(0)
  await keyboard.press('Home')
  await expect(alice.conversations.row('Person 0 ')).toBeFocused()
  await expect(alice.conversations.row('Person 0 ')).toBeInViewport()
})

test('visible rows do not move when a conversation moves to the top, and the scroll position survives navigation', async ({
  alice,
  bob,
}) => {
  const id = await withMany(alice, bob)
  await pane(alice).evaluate((element) => element.scrollTo({ top: 1000 }))
  const seen = alice.conversations.row('Person 20 ')
  await expect(seen).toBeInViewport()
  const top = () => seen.evaluate((element) => element.getBoundingClientRect().top)
  const before = await top()
  await bob.api.send(id, 'Up it goes')
  await alice.shell.expectUnread('2 unread messages')
  await expect(rows(alice).filter({ hasText: 'Person 20' })).toHaveAttribute('aria-posinset', '22')
  expect(Math.abs((await top()) - before)).toBeLessThanOrEqual(1)

  const left = await pane(alice).evaluate((element) => element.scrollTop)
  await alice.shell.section(en.friends.title).click()
  await expect(alice.friends.searchBox()).toBeVisible()
  await alice.shell.section(en.messages.title).click()
  await expect(seen).toBeInViewport()
  expect(Math.abs((await pane(alice).evaluate((element) => element.scrollTop)) - left)).toBeLessThanOrEqual(1)
})
