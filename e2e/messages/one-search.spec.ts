import { expect } from '@playwright/test'
import { en } from '@/components/strings/en'
import { befriend } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'

test('the search of the messages finds a conversation, a friend without one, a stranger and messages, and the arrow keys reach all', async ({
  alice,
  newPerson,
}) => {
  const word = `q${Date.now().toString(36).slice(-5)}`
  const [talker, silent, stranger] = [
    await newPerson(`${word}talker`),
    await newPerson(`${word}silent`),
    await newPerson(`${word}stranger`),
  ]
  const id = await befriend(alice, talker)
  await talker.api.send(id, `I bought ${word} jam`)
  await silent.api.request(alice.user.id)
  await alice.api.accept(silent.user.id)
  await expect.poll(() => alice.api.countFound(word, id)).toBe(1)
  await alice.page.goto('/messages')
  await alice.shell.expectLive()
  const field = alice.page.getByRole('searchbox', { name: en.messages.search })
  await field.fill(word)
  const section = (name: string) => alice.page.getByRole('region', { name, exact: true }).locator('[data-row]')
  await expect(section(en.search.conversations)).toContainText('talker')
  await expect(section(en.friends.title)).toContainText('silent')
  await expect(section(en.frame.people)).toContainText('stranger')
  await expect(section(en.search.messages)).toContainText('jam')
  await field.press('ArrowDown')
  await expect(section(en.search.conversations)).toBeFocused()
  for (const name of [en.friends.title, en.frame.people, en.search.messages]) {
    await alice.page.keyboard.press('ArrowDown')
    await expect(section(name)).toBeFocused()
  }
  await alice.page.keyboard.press('ArrowUp')
  await alice.page.keyboard.press('Enter')
  await expect(alice.page.getByRole('heading', { name: stranger.user.displayName })).toBeVisible()
})

test('a search that finds nobody leads to the search among everybody', async ({ alice, bob }) => {
  await bob.api.send(await befriend(alice, bob), 'Hello')
  await alice.page.goto('/messages')
  await alice.shell.expectLive()
  await alice.page.getByRole('searchbox', { name: en.messages.search }).fill('zzzzqqq')
  await alice.page.getByRole('link', { name: en.frame.findEverybody('zzzzqqq') }).click()
  await expect(alice.friends.searchBox()).toHaveValue('zzzzqqq')
})
