import { expect } from '@playwright/test'
import { en } from '@/components/strings/en'
import { befriend, type Person } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'
import { insertConversations } from '@/scripts/e2e-app'

const MANY = 1000
/** Position of the conversation with `friend`, which has a new message during a test. */
const REAL_AT = 40
const MAX_ROWS = 40

async function withMany(person: Person, friend: Person) {
  const id = await befriend(friend, person)
  await friend.api.send(id, 'Hello')
  await insertConversations(person.user.id, { id, number: REAL_AT }, MANY)
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
