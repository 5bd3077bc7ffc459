import { expect } from '@playwright/test'
import { en } from '@/components/strings/en'
import { befriend } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'

test('somebody without friends is welcomed in one place, with a way to each first step', async ({ alice }) => {
  await alice.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const { page } = alice
  await page.goto('/messages')
  const welcome = page.getByRole('region', { name: en.welcome.title })
  await expect(welcome).toBeVisible()
  await expect(page.getByText(en.messages.choose, { exact: true })).toHaveCount(0)
  await welcome.getByRole('button', { name: en.welcome.copy }).click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`@${alice.user.username}`)
  await welcome.getByRole('button', { name: en.welcome.code }).click()
  await expect(welcome.getByRole('img', { name: en.welcome.codeTitle })).toBeVisible()
  await expect(welcome.getByRole('link', { name: en.welcome.invite })).toHaveAttribute('href', '/friends/invite')
  await welcome.getByRole('link', { name: en.welcome.find }).click()
  await expect(alice.friends.searchBox()).toBeFocused()
  await expect(welcome).toBeVisible() // Here too, until there is a friend.
})

test('a request that waits comes first in the welcome, and the first friend ends it', async ({ alice, bob }) => {
  await bob.api.request(alice.user.id)
  await alice.page.goto('/messages')
  await alice.shell.expectLive()
  await alice.page.getByRole('link', { name: en.welcome.requests(1) }).click()
  await alice.friends.acceptButton('Bob').click()
  await expect(alice.friends.messageButton('Bob')).toBeVisible()
  await expect(alice.page.getByRole('region', { name: en.welcome.title })).toHaveCount(0)
})

test('a new message begins with a friend, and an open conversation stands in the list before its first message', async ({
  alice,
  bob,
  newPerson,
}) => {
  const carol = await newPerson('Carol')
  for (const friend of [bob, carol]) await befriend(friend, alice)
  await newPerson('Bobby') // Nobody of Alice's friends.
  await alice.page.goto('/messages')
  await alice.page.getByRole('button', { name: en.messages.compose }).click()
  const dialog = alice.page.getByRole('dialog', { name: en.shortcuts.newMessage })
  await expect(dialog.getByRole('option')).toHaveCount(2)
  await dialog.getByRole('combobox').fill('bob')
  await expect(dialog.getByRole('option')).toHaveCount(1)
  await alice.page.keyboard.press('Enter')
  await alice.chat.expectOpen(bob.user)
  await expect(alice.conversations.row('Bob')).toBeVisible()
  await expect(alice.conversations.row('Carol')).toHaveCount(0)
  await alice.chat.send('First words')
  await expect(alice.conversations.row('Bob')).toHaveAccessibleName(/First words/)
  await expect(alice.conversations.row('Bob')).toHaveCount(1)
})
