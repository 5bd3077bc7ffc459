import { type Browser, expect } from '@playwright/test'
import { en } from '@/components/strings/en'
import { Api } from '@/e2e/support/api'
import { befriend, Person } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'
import { givePro } from '@/scripts/e2e-app'

const text = en.messages

/** Opens another device of the same user. */
async function secondDeviceOf({ user }: Person, browser: Browser): Promise<Person> {
  const context = await browser.newContext()
  const api = new Api(context.request)
  await api.signIn(user.username)
  return new Person(user, api, context, await context.newPage())
}

test('a typing notice shows in the list and the conversation until the message is sent or the text deleted', async ({
  alice,
  bob,
}) => {
  await befriend(alice, bob)
  await alice.openChat(bob)
  await bob.openChat(alice)
  await alice.chat.send('Hello')
  await expect(bob.chat.message('Hello')).toBeVisible()
  const composer = alice.chat.composer('Bob')
  await composer.pressSequentially('Shall')
  await expect(bob.chat.writing()).toHaveCount(2)
  await composer.fill('')
  await expect(bob.chat.writing()).toHaveCount(0)

  await composer.pressSequentially('Shall we?')
  await expect(bob.chat.writing()).toHaveCount(2)
  await composer.press('Enter')
  await expect(bob.chat.message('Shall we?')).toBeVisible()
  await expect(bob.chat.writing()).toHaveCount(0)

  await composer.pressSequentially('And')
  await expect(bob.chat.writing()).toHaveCount(2)
  await alice.page.goto('/friends')
  await expect(bob.chat.writing()).toHaveCount(0)
})

test('a message is shown as sent, then as delivered, then as read', async ({ alice, bob }) => {
  await befriend(alice, bob)
  await alice.openChat(bob)
  await alice.chat.send('Are you there?')
  await expect(alice.chat.state('stored')).toHaveCount(1)
  await bob.conversations.goto()
  await expect(alice.chat.state('delivered')).toHaveCount(1)
  await bob.conversations.row('Alice').click()
  await expect(alice.chat.state('read')).toHaveCount(1)
})

test('messages to a user without read receipts are shown as delivered, and never as read', async ({ alice, bob }) => {
  await befriend(alice, bob)
  await bob.page.goto('/settings/privacy')
  await bob.page.getByRole('checkbox', { name: en.you.privacy.readReceipts.label }).uncheck()
  await expect.poll(async () => (await bob.api.me()).user.readReceipts).toBe(false)
  await alice.openChat(bob)
  await bob.openChat(alice)
  await alice.chat.send('Did you see this?')
  await expect(alice.chat.state('delivered')).toHaveCount(1)
  await bob.shell.expectUnread('')
  await expect.poll(async () => (await bob.api.me()).counts.unread).toBe(0)
  await expect(alice.chat.state('delivered')).toHaveCount(1)
})

test('a draft appears on the author’s other device, and is deleted on both once it is sent', async ({
  alice,
  bob,
  browser,
}) => {
  await befriend(alice, bob)
  await alice.openChat(bob)
  await alice.chat.send('First things first')
  const tablet = await secondDeviceOf(alice, browser)
  await tablet.conversations.goto()
  await tablet.shell.expectLive()
  await alice.chat.composer('Bob').pressSequentially('What I meant to say')
  await expect(tablet.conversations.row('Bob')).toHaveAccessibleName(/Draft: What I meant to say/)

  await tablet.conversations.row('Bob').click()
  await expect(tablet.chat.composer('Bob')).toHaveValue('What I meant to say')
  await tablet.chat.composer('Bob').press('End')
  await tablet.chat.composer('Bob').pressSequentially(' is this')
  await expect(alice.chat.composer('Bob')).toHaveValue('What I meant to say is this')
  await alice.chat.composer('Bob').press('Enter')
  await expect(tablet.chat.message('What I meant to say is this')).toBeVisible()
  await expect(tablet.chat.composer('Bob')).toHaveValue('')
  await tablet.context.close()
})

test('a greeting is sent once, is shown with the friend request, and is the first message of the conversation', async ({
  alice,
  bob,
  newPerson,
}) => {
  const carol = await newPerson('Carol')
  await carol.profile.goto(bob.user.username)
  await expect(carol.profile.requestButton('Bob')).toBeVisible()
  await expect(carol.profile.greetButton('Bob')).toHaveCount(0) // She has no pro plan.

  await givePro(alice.user.username)
  await bob.page.goto('/friends')
  await bob.shell.expectLive()
  await alice.profile.goto(bob.user.username)
  await alice.profile.greetButton('Bob').click()
  await alice.profile.dialog().getByRole('textbox', { name: text.greet.label }).fill('We met at the lake.')
  await alice.profile.dialog().getByRole('button', { name: text.greet.send }).click()
  await expect(alice.shell.toast(text.greet.sent('Bob'))).toBeVisible()
  await expect(alice.profile.cancelButton('Bob')).toBeVisible()
  await expect(alice.profile.greetButton('Bob')).toHaveCount(0)

  await expect(bob.page.getByText('We met at the lake.')).toBeVisible()
  await bob.friends.acceptButton('Alice').click()
  await expect(alice.profile.messageButton('Bob')).toBeVisible()
  await alice.openChat(bob)
  await bob.openChat(alice)
  expect(await alice.chat.bodies()).toEqual(['We met at the lake.'])
  expect(await bob.chat.bodies()).toEqual(['We met at the lake.'])
})
