import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { en } from '@/components/strings/en'
import { EmojiPicker } from '@/e2e/pages/emoji-picker'
import { befriend, type Person } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'

const text = en.messages
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
const CHUNKS = '.next/static/chunks'

/** Alice and Bob have the conversation open, with a message of Bob. */
async function talk(alice: Person, bob: Person) {
  const id = await befriend(alice, bob)
  await bob.api.send(id, 'A fox in the garden')
  await alice.openChat(bob)
  await bob.openChat(alice)
  return new EmojiPicker(alice.page)
}

/** Returns the name of the only script with that text. */
function scriptWith(content: string): string {
  const names = readdirSync(CHUNKS, { recursive: true, encoding: 'utf8' })
  const found = names.filter(
    (name) => name.endsWith('.js') && readFileSync(join(CHUNKS, name), 'utf8').includes(content),
  )
  expect(found).toHaveLength(1)
  return `**/${found[0]}`
}

test('any emoji can be chosen as a reaction, and the other person sees it live and can add and remove the same', async ({
  alice,
  bob,
}) => {
  const picker = await talk(alice, bob)
  await alice.chat.openMenu('A fox in the garden')
  await picker.moreReactions().click()
  await picker.search().fill('fox')
  await picker.emoji('fox').click()
  await expect(picker.dialog()).toHaveCount(0)
  const byAlice = bob.chat.reaction('A fox in the garden', text.reactionBy('🦊', 'Alice'))
  await byAlice.click()
  const byBoth = text.reactionBy('🦊', text.reactionOf.both('Bob'), 2)
  await expect(alice.chat.reaction('A fox in the garden', byBoth)).toHaveAttribute('aria-pressed', 'true')
  await bob.chat.reaction('A fox in the garden', text.reactionBy('🦊', text.reactionOf.both('Alice'), 2)).click()
  await expect(alice.chat.reaction('A fox in the garden', text.reactionBy('🦊', 'You'))).toBeVisible()

  await alice.chat.openMenu('A fox in the garden')
  await expect(alice.page.getByRole('menuitemradio', { name: text.unreact('🦊') })).toBeChecked()
  await picker.moreReactions().click()
  await expect(picker.emoji('fox')).toHaveAttribute('aria-selected', 'true')
  await picker.grid(en.emoji.groups.food).getByRole('gridcell', { name: 'birthday cake' }).click()
  await expect(bob.chat.reaction('A fox in the garden', text.reactionBy('🎂', 'Alice'))).toBeVisible()
  await expect(bob.chat.row('A fox in the garden').getByRole('button', { name: /^🦊/ })).toHaveCount(0)
})

test('with the keyboard alone an emoji is found or reached by arrow keys, and Escape returns to the message', async ({
  alice,
  bob,
}) => {
  const picker = await talk(alice, bob)
  const { keyboard } = alice.page
  const row = alice.chat.row('A fox in the garden')
  const openPicker = async (arrow: 'ArrowLeft' | 'ArrowRight') => {
    await row.focus()
    await keyboard.press('Enter')
    await expect(alice.page.getByRole('menuitemradio').and(alice.page.locator(':focus'))).toHaveCount(1)
    await keyboard.press(arrow)
    await expect(picker.moreReactions()).toBeFocused()
    await keyboard.press('Enter')
    await expect(picker.search()).toBeFocused()
  }
  await openPicker('ArrowLeft')
  await keyboard.type('fox')
  await expect(picker.grid(en.emoji.results)).toBeVisible()
  await keyboard.press('Enter')
  await expect(bob.chat.reaction('A fox in the garden', text.reactionBy('🦊', 'Alice'))).toBeVisible()
  await expect(picker.dialog()).toHaveCount(0)
  await expect(row.locator(':focus')).toHaveCount(1)

  await openPicker('ArrowRight') // The chosen reaction, the last one, has the focus at first.
  await keyboard.press('ArrowDown')
  await expect(picker.grid(en.emoji.recent).getByRole('gridcell', { name: 'fox' })).toBeFocused()
  await keyboard.press('ArrowDown')
  await expect(picker.emoji('grinning face')).toBeFocused()
  await keyboard.press('ArrowRight')
  await expect(picker.emoji('grinning face with big eyes')).toBeFocused()
  await keyboard.press('ArrowUp')
  await keyboard.press('ArrowUp')
  await expect(picker.search()).toBeFocused()
  await picker.dialog().getByRole('button', { name: en.emoji.groups.flags }).click()
  await expect(picker.emoji('chequered flag')).toBeFocused()
  await expect(picker.emoji('chequered flag')).toBeInViewport({ ratio: 1 })
  await picker.search().focus()
  await keyboard.type('xyzzy')
  await expect(picker.dialog().getByRole('status')).toHaveText(en.emoji.none)
  await keyboard.press('Escape')
  await expect(picker.dialog()).toHaveCount(0)
  await expect(row.locator(':focus')).toHaveCount(1)
  await alice.chat.expectOpen(bob.user) // Escape did not close the conversation too.
})

test('the emoji button of the composer inserts at the caret, keeps the focus there, and can be undone', async ({
  alice,
  bob,
}) => {
  const picker = await talk(alice, bob)
  const composer = alice.chat.composer('Bob')
  const { keyboard } = alice.page
  await composer.pressSequentially('Happy day')
  for (let step = 0; step < 3; step++) await keyboard.press('ArrowLeft')
  await picker.composerButton().click()
  await picker.search().fill('birthday cake')
  await picker.emoji('birthday cake').click()
  await expect(composer).toHaveValue('Happy 🎂day')
  await expect(composer).toBeFocused()
  await keyboard.type(' ')
  await expect(composer).toHaveValue('Happy 🎂 day')
  await keyboard.press('Control+z')
  await keyboard.press('Control+z')
  await expect(composer).toHaveValue('Happy day')
  await picker.composerButton().click()
  await picker.grid(en.emoji.recent).getByRole('gridcell', { name: 'birthday cake' }).click()
  await expect(composer).toHaveValue('Happy 🎂day')
  await keyboard.press('Enter')
  await expect(bob.chat.message('Happy 🎂day')).toBeVisible()
})

test('the emoji are not loaded before a picker is opened, and when that fails a text tells so until a retry', async ({
  alice,
  bob,
}) => {
  const [dialog, data] = [scriptWith('"data-at"'), scriptWith('grinning squinting face')]
  const loaded: string[] = []
  alice.page.on('request', (request) => loaded.push(request.url()))
  const picker = await talk(alice, bob)
  await picker.composerButton().hover()
  expect(loaded.filter((url) => url.endsWith(data.slice(2)) || url.endsWith(dialog.slice(2)))).toEqual([])

  await alice.page.route(dialog, (route) => route.abort())
  await picker.composerButton().click()
  await expect(alice.shell.toast(en.emoji.failed)).toBeVisible()
  await expect(picker.dialog()).toHaveCount(0)

  await alice.page.unroute(dialog)
  await alice.page.route(data, (route) => route.abort())
  await picker.composerButton().click()
  await expect(picker.dialog().getByRole('alert')).toContainText(en.emoji.failed)
  await alice.page.unroute(data)
  await picker.dialog().getByRole('button', { name: en.general.retry }).click()
  await expect(picker.emoji('grinning face')).toBeVisible()
})

test('on a phone the picker is a sheet whose emoji are large enough to tap, and the composer has no emoji button', async ({
  newPerson,
  bob,
}) => {
  const alice = await newPerson('Alice', PHONE)
  const picker = await talk(alice, bob)
  await expect(alice.chat.composer('Bob')).toBeVisible()
  await expect(picker.composerButton()).toBeHidden()
  await alice.chat.row('A fox in the garden').locator('[data-body]').tap()
  await picker.moreReactions().tap()
  await expect(picker.emoji('grinning face')).toBeInViewport({ ratio: 1 })
  await expect(picker.search()).not.toBeFocused() // The keyboard would cover the emoji.
  const sheet = await picker.dialog().boundingBox()
  expect(sheet).toMatchObject({ x: 0, width: 390 })
  expect((sheet?.y ?? 0) + (sheet?.height ?? 0)).toBe(844)
  const cell = await picker.emoji('grinning face').boundingBox()
  expect(cell?.width).toBeGreaterThanOrEqual(44)
  expect(cell?.height).toBeGreaterThanOrEqual(44)
  await picker.emoji('grinning face').tap()
  await expect(bob.chat.reaction('A fox in the garden', text.reactionBy('😀', 'Alice'))).toBeVisible()
})

test('the recently used emoji are deleted from the device by signing out', async ({ alice, bob }) => {
  const picker = await talk(alice, bob)
  await picker.composerButton().click()
  await picker.search().fill('fox')
  await picker.search().press('Enter')
  await expect(alice.chat.composer('Bob')).toHaveValue('🦊')
  const stored = () => alice.page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('emoji')))
  expect(await stored()).toHaveLength(1)
  await alice.page.goto('/settings')
  await alice.page.getByRole('button', { name: en.account.signOut }).click()
  await alice.page.waitForURL('**/sign-in')
  expect(await stored()).toEqual([])
})
