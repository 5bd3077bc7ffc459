import { expect } from '@playwright/test'
import { en } from '@/components/strings/en'
import { befriend } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'

test('shortcuts open the quick switcher on any page, and it opens people and conversations', async ({
  alice,
  bob,
  newPerson,
}) => {
  const carol = await newPerson('Carol')
  await alice.api.send(await befriend(alice, bob), 'Hello')
  await befriend(alice, carol)
  const { page } = alice
  const { keyboard } = page
  const field = page.getByRole('combobox', { name: en.shortcuts.fieldLabel })
  const chosen = page.getByRole('option', { selected: true })
  await page.goto('/settings')
  await alice.shell.expectLive()

  await keyboard.press('Control+k')
  await expect(field).toBeFocused()
  await expect(page.getByRole('option')).toHaveCount(2) // Conversations and friends are fetched separately.
  await expect(chosen).toContainText('Bob')
  await keyboard.press('ArrowDown')
  await expect(chosen).toContainText('Carol')
  await keyboard.press('ArrowUp')
  await expect(chosen).toContainText('Bob')
  await keyboard.press('Enter')
  await alice.chat.expectOpen(bob.user)

  await keyboard.press('Control+k')
  await keyboard.type('caro')
  await expect(chosen).toContainText('Carol')
  await keyboard.press('Enter')
  await alice.chat.expectOpen(carol.user)

  await keyboard.press('Control+k')
  await keyboard.press('Escape')
  await expect(field).toHaveCount(0)
  await alice.chat.expectOpen(carol.user)
})

test('a question mark opens the list of shortcuts, except in a text field', async ({ alice, bob }) => {
  await befriend(alice, bob)
  await alice.openChat(bob)
  const dialog = alice.page.getByRole('dialog', { name: en.shortcuts.title })
  await alice.chat.composer('Bob').fill('What')
  await alice.page.keyboard.press('?')
  await expect(alice.chat.composer('Bob')).toHaveValue('What?')
  await expect(dialog).toHaveCount(0)
  await alice.page.goto('/friends')
  await alice.shell.expectLive()
  await alice.page.keyboard.press('?')
  await expect(dialog).toBeVisible()
  await alice.page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
})
