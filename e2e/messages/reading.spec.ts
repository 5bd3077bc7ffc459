import { expect, type Locator } from '@playwright/test'
import { en } from '@/components/strings/en'
import { befriend, type Person } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'

/** Creates a long conversation that Bob has read, and opens it at its end. */
async function withHistory(alice: Person, bob: Person, messages: number) {
  const conversationId = await befriend(alice, bob)
  for (let number = 1; number <= messages; number++) {
    const { api } = number % 3 === 0 ? bob : alice
    await api.send(conversationId, `number ${number}${number % 5 === 0 ? '\nwith a second line' : ''}`)
  }
  await bob.api.markRead(conversationId, messages)
  await bob.openChat(alice)
  return conversationId
}

const topOf = (locator: Locator) => locator.evaluate((element) => element.getBoundingClientRect().top)
const distanceToEnd = ({ chat }: Person) =>
  chat.pane().evaluate((pane) => pane.scrollHeight - pane.clientHeight - pane.scrollTop)

test('older messages are loaded above without moving the visible ones', async ({ alice, bob }) => {
  await withHistory(alice, bob, 120)
  await expect(bob.chat.message('number 119')).toBeInViewport()
  expect(await distanceToEnd(bob)).toBeLessThanOrEqual(1)
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await bob.page.route(/\/api\/messages\/[0-9a-f-]+\?before=/, async (route) => {
    await held
    await route.continue()
  })
  await bob.chat.pane().evaluate((pane) => pane.scrollTo({ top: 40 }))
  await expect(bob.page.getByRole('status', { name: en.messages.older })).toBeInViewport()
  const read = bob.chat.message('number 73')
  await expect(read).toBeInViewport()
  const before = await topOf(read)
  release()
  await expect(bob.chat.message('number 22')).toBeAttached()
  expect(Math.abs((await topOf(read)) - before)).toBeLessThanOrEqual(1)
  await expect.poll(async () => (await bob.chat.bodies()).length).toBeGreaterThanOrEqual(100)
  expect(Math.abs((await topOf(read)) - before)).toBeLessThanOrEqual(1)
})

test('a new message does not scroll a reader who is further up, and a button leads to it', async ({ alice, bob }) => {
  const conversationId = await withHistory(alice, bob, 60)
  await bob.chat.pane().evaluate((pane) => pane.scrollBy({ top: -600 }))
  await expect(bob.chat.newestButton(en.messages.toNewest)).toBeVisible()
  const read = bob.chat.message('number 46')
  await expect(read).toBeInViewport()
  const before = await topOf(read)
  await alice.api.send(conversationId, 'the newest')
  const pill = bob.chat.newestButton(en.messages.newBelow(1))
  await expect(pill).toBeVisible()
  expect(Math.abs((await topOf(read)) - before)).toBeLessThanOrEqual(1)
  await expect(bob.chat.message('the newest')).not.toBeInViewport()
  await bob.shell.expectUnread('1 unread message')

  await pill.click()
  await expect(bob.chat.message('the newest')).toBeInViewport()
  await expect(pill).toHaveCount(0)
  await bob.shell.expectUnread('')
})

test('the log follows new messages while it is scrolled to its end', async ({ alice, bob }) => {
  const conversationId = await withHistory(alice, bob, 40)
  for (const text of ['short', 'long\n'.repeat(12), 'last']) {
    await alice.api.send(conversationId, text)
    await expect(bob.chat.message(text.trim())).toBeInViewport()
    expect(await distanceToEnd(bob)).toBeLessThanOrEqual(1)
  }
  await expect(bob.chat.newestButton(en.messages.toNewest)).toHaveCount(0)
})

test('a conversation with unread messages opens at the first unread one', async ({ alice, bob }) => {
  const conversationId = await befriend(alice, bob)
  for (let number = 1; number <= 45; number++) await alice.api.send(conversationId, `number ${number}`)
  await bob.api.markRead(conversationId, 10)
  await bob.openChat(alice)
  await expect(bob.page.getByRole('heading', { name: en.messages.newFrom })).toBeInViewport()
  await expect(bob.chat.message('number 11')).toBeInViewport()
  await expect(bob.chat.message('number 45')).not.toBeInViewport()
  await expect(bob.chat.newestButton(en.messages.newBelow(35))).toBeVisible()
})
