import { expect } from '@playwright/test'
import { en } from '@/components/strings/en'
import { befriend, type Person } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'

const text = en.messages

/** Opens the conversation for both users. */
async function openForBoth(alice: Person, bob: Person) {
  const id = await befriend(alice, bob)
  await alice.openChat(bob)
  await bob.openChat(alice)
  return id
}

async function sendText(speaker: Person, listener: Person, body: string) {
  await speaker.chat.send(body)
  await expect(listener.chat.message(body)).toBeVisible()
}

test('an edited message changes for both users and is marked as edited, and Escape cancels an edit', async ({
  alice,
  bob,
}) => {
  await openForBoth(alice, bob)
  await sendText(alice, bob, 'Dinner at eigth?')
  await alice.chat.composer('Bob').press('ArrowUp')
  await expect(alice.chat.editor()).toBeFocused()
  await expect(alice.chat.editor()).toHaveValue('Dinner at eigth?')
  await alice.chat.editor().press('Escape')
  await expect(alice.chat.composer('Bob')).toHaveValue('')

  await alice.chat.choose('Dinner at eigth?', text.edit)
  await alice.chat.editor().fill('Dinner at eight?')
  await alice.chat.saveButton().click()
  for (const { chat } of [alice, bob]) {
    await expect(chat.row('Dinner at eight?')).toContainText(text.edited)
    await expect(chat.message('Dinner at eigth?')).toHaveCount(0)
  }
  await expect(alice.chat.composer('Bob')).toHaveValue('')
})

test('a refused edit is reverted with a reason, and its text is kept', async ({ alice, bob }) => {
  await openForBoth(alice, bob)
  await sendText(alice, bob, 'before')
  await alice.page.route('**/api/messages/*/1', (route) =>
    route.fulfill({ status: 409, json: { status: 409, code: 'too_late', detail: 'Too late.' } }),
  )
  await alice.chat.choose('before', text.edit)
  await alice.chat.editor().fill('after')
  await alice.chat.editor().press('Enter')
  await expect(alice.shell.toast(text.notDone.edit)).toBeVisible()
  await expect(alice.chat.editor()).toHaveValue('after')
  expect(await alice.chat.bodies()).toEqual(['before'])
})

test('a reply shows the message it answers and links to it, and shows when that was deleted', async ({
  alice,
  bob,
}) => {
  await openForBoth(alice, bob)
  await sendText(bob, alice, 'Red or white?')
  await sendText(bob, alice, 'And is seven fine?')
  await alice.chat.choose('Red or white?', text.reply)
  await expect(alice.page.getByText(text.replyTo('Bob'), { exact: true })).toBeVisible()
  await expect(alice.chat.composer('Bob')).toBeFocused()
  await alice.chat.composer('Bob').fill('Red')
  await alice.chat.composer('Bob').press('Enter')

  const quoteOf = (person: Person, name: string | RegExp) => person.chat.row('Red').getByRole('button', { name })
  await expect(quoteOf(alice, /Red or white\?/)).toContainText(text.quotedFrom('Bob'))
  await expect(quoteOf(bob, /Red or white\?/)).toContainText(text.quotedFromSelf)
  await quoteOf(bob, /Red or white\?/).click()
  await expect(bob.chat.row('Red or white?')).toBeFocused()

  await bob.chat.choose('Red or white?', text.retract.menu)
  await bob.page.getByRole('button', { name: text.retract.doIt, exact: true }).click()
  for (const { chat } of [alice, bob]) await expect(chat.row('Red')).toContainText(text.unavailable)
})

test('reactions are counted for both users, one for each user, and a second press removes it', async ({
  alice,
  bob,
}) => {
  await openForBoth(alice, bob)
  await sendText(alice, bob, 'We have a date')
  await bob.chat.react('We have a date', '👍')
  const alone = text.reactionBy('👍', 'Bob')
  const together = (name: string) => text.reactionBy('👍', text.reactionOf.both(name), 2)
  await expect(alice.chat.reaction('We have a date', alone)).toHaveAttribute('aria-pressed', 'false')
  await alice.chat.reaction('We have a date', alone).click()
  await expect(alice.chat.reaction('We have a date', together('Bob'))).toHaveAttribute('aria-pressed', 'true')
  await expect(bob.chat.reaction('We have a date', together('Alice'))).toHaveText('👍 2')

  await bob.chat.react('We have a date', '❤️')
  await expect(alice.chat.reaction('We have a date', text.reactionBy('❤️', 'Bob'))).toBeVisible()
  await alice.chat.reaction('We have a date', text.reactionBy('👍', text.reactionOf.me)).click()
  await expect(bob.chat.row('We have a date').getByRole('button', { name: /^👍/ })).toHaveCount(0)
})

test('a message deleted for me is hidden from me alone, and the deletion can be undone for a short time', async ({
  alice,
  bob,
}) => {
  await openForBoth(alice, bob)
  await sendText(bob, alice, 'Forget this')
  await sendText(bob, alice, 'Keep this')
  await alice.chat.choose('Forget this', text.hide)
  await expect(alice.chat.message('Forget this')).toHaveCount(0)
  await alice.shell.toast(text.hidden).getByRole('button', { name: en.toasts.undo }).click()
  await expect(alice.chat.message('Forget this')).toBeVisible()

  const deletion = alice.page.waitForResponse((answer) => answer.request().method() === 'DELETE')
  await alice.chat.choose('Forget this', text.hide)
  await alice.shell.toast(text.hidden).getByRole('button', { name: en.toasts.dismiss }).click()
  expect((await deletion).status()).toBe(204)
  await alice.page.reload()
  await expect(alice.chat.message('Keep this')).toBeVisible()
  expect(await alice.chat.bodies()).toEqual(['Keep this'])
  expect(await bob.chat.bodies()).toEqual(['Forget this', 'Keep this'])
})

test('a message deleted for everyone leaves a placeholder for both users, also in the list', async ({ alice, bob }) => {
  await openForBoth(alice, bob)
  await sendText(alice, bob, 'Wrong window')
  await bob.chat.react('Wrong window', '😂')
  await expect(alice.chat.row('Wrong window').getByRole('button', { name: /^😂/ })).toBeVisible()
  await alice.chat.choose('Wrong window', text.retract.menu)
  const dialog = alice.page.getByRole('dialog', { name: text.retract.title })
  await dialog.getByText(text.retract.more).click()
  await expect(dialog.getByText(text.retract.trace)).toBeVisible()
  await dialog.getByRole('button', { name: text.retract.cancel, exact: true }).click()
  await expect(bob.chat.message('Wrong window')).toBeVisible()

  await alice.chat.choose('Wrong window', text.retract.menu)
  await dialog.getByRole('button', { name: text.retract.doIt, exact: true }).click()
  for (const { chat, conversations, other } of [
    { ...alice, other: 'Bob' },
    { ...bob, other: 'Alice' },
  ]) {
    await expect(chat.message(text.retracted)).toBeVisible()
    await expect(chat.log().getByRole('button', { name: /^😂/ })).toHaveCount(0)
    await expect(conversations.row(other)).toHaveAccessibleName(new RegExp(text.retracted))
  }
  await bob.chat.openMenu(text.retracted)
  await expect(bob.page.getByRole('menuitem')).toHaveText([new RegExp(`^${text.hide}`)])
})

test('the message menu opens with the keyboard, and in a closed conversation has only the allowed actions', async ({
  alice,
  bob,
}) => {
  await openForBoth(alice, bob)
  await sendText(alice, bob, 'first')
  await sendText(bob, alice, 'second')
  await alice.chat.pane().focus()
  await alice.page.keyboard.press('ArrowUp')
  await expect(alice.chat.row('second')).toBeFocused()
  await alice.page.keyboard.press('ArrowUp')
  await expect(alice.chat.row('first')).toBeFocused()
  await alice.page.keyboard.press('Shift+F10')
  await expect(alice.page.getByRole('menuitemradio').first()).toBeFocused()
  await alice.page.keyboard.press('ArrowRight')
  await alice.page.keyboard.press('Enter')
  await expect(alice.chat.row('first').getByRole('button', { name: /^❤️/ })).toBeVisible()

  await bob.api.http.delete(`/api/friends/${alice.user.id}`)
  await expect(alice.page.getByText(text.closed('Bob'))).toBeVisible()
  await alice.chat.row('second').focus()
  await alice.page.keyboard.press('Enter')
  await expect(alice.page.getByRole('menuitem', { name: text.copy })).toBeFocused()
  await expect(alice.page.getByRole('menuitem')).toHaveText([text.copy, new RegExp(`^${text.hide}`), text.report])
})
