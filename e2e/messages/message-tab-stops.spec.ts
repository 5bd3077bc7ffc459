import { expect } from '@playwright/test'
import { en } from '@/components/strings/en'
import { befriend, type Person } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'

const text = en.messages
const LINKS = 'See https://example.org/one and https://example.org/two'
const HIDDEN = 'It was ||the butler||'

/** Creates a conversation with links, reactions, a quote and a spoiler, and opens it for Alice. */
async function openRichChat(alice: Person, bob: Person): Promise<string> {
  const id = await befriend(alice, bob)
  const links = await bob.api.send(id, LINKS)
  await bob.api.send(id, HIDDEN)
  await bob.api.send(id, 'An answer', { replyTo: links.seq })
  await bob.api.send(id, 'www.example.org is last')
  for (const person of [alice, bob]) await person.api.react(id, links.seq, '👍')
  await alice.openChat(bob)
  await expect(alice.chat.log().getByRole('button', { name: text.showSpoiler })).toBeVisible()
  await expect(
    alice.chat.row('An answer').getByRole('button', { name: /^In reply to you|^In reply to Bob/ }),
  ).toBeVisible()
  return id
}

/** Names of the elements in the log that Tab reaches. */
const tabStops = ({ chat }: Person) =>
  chat
    .log()
    .locator('a, button, [tabindex]')
    .evaluateAll((elements) =>
      elements.flatMap((element) =>
        element instanceof HTMLElement && element.tabIndex >= 0 ? [element.ariaLabel ?? element.textContent] : [],
      ),
    )

test('Shift+Tab from the composer reaches the message log as one stop, and leaves it with the next press', async ({
  alice,
  bob,
}) => {
  await openRichChat(alice, bob)
  const { keyboard } = alice.page
  await alice.chat.composer('Bob').focus()
  await keyboard.press('Shift+Tab')
  await expect(alice.chat.pane()).toBeFocused()
  await keyboard.press('Shift+Tab')
  await expect(alice.page.locator(':focus')).toHaveCount(1)
  expect(await alice.chat.pane().evaluate((pane) => pane.contains(document.activeElement))).toBe(false)
  await keyboard.press('Tab')
  await expect(alice.chat.pane()).toBeFocused()
  await keyboard.press('Tab')
  await expect(alice.chat.composer('Bob')).toBeFocused()
})

test('Tab walks through the controls of the focused message only, and then to the composer', async ({ alice, bob }) => {
  await openRichChat(alice, bob)
  const { keyboard } = alice.page
  const row = alice.chat.row(LINKS)
  await alice.chat.composer('Bob').focus()
  await keyboard.press('Shift+Tab')
  await keyboard.press('ArrowUp')
  await expect(alice.chat.row('www.example.org is last')).toBeFocused()
  await keyboard.press('Home')
  await expect(row).toBeFocused()
  for (const control of [
    row.getByRole('link').first(),
    row.getByRole('link').last(),
    row.getByRole('button', { name: /^👍 2/ }),
    row.getByRole('button', { name: text.reactTo(LINKS) }),
    row.getByRole('button', { name: text.replyWith(LINKS) }),
    row.getByRole('button', { name: text.more('Bob', LINKS) }),
    alice.chat.composer('Bob'),
  ]) {
    await keyboard.press('Tab')
    await expect(control).toBeFocused()
  }
  await keyboard.press('Shift+Tab')
  await expect(alice.chat.pane()).toBeFocused()
})

test('messages that arrive, and text that is shown later, add no tab stops to the log', async ({ alice, bob }) => {
  const id = await openRichChat(alice, bob)
  expect(await tabStops(alice)).toEqual([])
  await bob.api.send(id, 'New: https://example.org/new')
  await bob.api.send(id, 'tall\n'.repeat(40))
  await expect(alice.chat.message('https://example.org/new')).toBeVisible()
  await expect(alice.chat.log().getByRole('button', { name: en.general.showMore })).toBeVisible()
  expect(await tabStops(alice)).toEqual([])

  await alice.chat.row('New: https://example.org/new').focus()
  await expect.poll(() => tabStops(alice)).toContain('https://example.org/new')
  await bob.api.send(id, 'Newer: https://example.org/newer')
  await expect(alice.chat.message('https://example.org/newer')).toBeVisible()
  expect(await tabStops(alice)).not.toContain('https://example.org/newer')
})

test('a spoiler that is shown with the keyboard leaves the focus in its message', async ({ alice, bob }) => {
  await openRichChat(alice, bob)
  const row = alice.page.getByRole('article').filter({ hasText: 'It was' })
  await row.focus()
  await alice.page.keyboard.press('Tab')
  await expect(row.getByRole('button', { name: text.showSpoiler })).toBeFocused()
  await alice.page.keyboard.press('Enter')
  await expect(row).toBeFocused()
  await alice.page.keyboard.press('ArrowDown')
  await expect(alice.chat.row('An answer')).toBeFocused()
})
