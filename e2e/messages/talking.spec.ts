import { expect } from '@playwright/test'
import { en } from '@/components/strings/en'
import { AccountForms } from '@/e2e/pages/account-forms'
import { PASSWORD } from '@/e2e/support/api'
import { befriend, signedInWith } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'

test('messages of two friends appear for both without a reload and in the same order', async ({ alice, bob }) => {
  await befriend(alice, bob)
  await alice.openChat(bob)
  await bob.openChat(alice)
  const sent: string[] = []
  const say = async (speaker: typeof alice, listener: typeof alice, text: string) => {
    await speaker.chat.send(text)
    await expect(listener.chat.message(text)).toBeVisible()
    sent.push(text)
  }
  await say(alice, bob, 'Dinner at eight?')
  await say(alice, bob, 'I could cook 🍝')
  await say(bob, alice, 'Yes. I bring the wine.')
  await say(alice, bob, 'عندي فكرة')
  await say(bob, alice, 'two\nlines')
  expect(await alice.chat.bodies()).toEqual(sent)
  expect(await bob.chat.bodies()).toEqual(sent)
})

test('messages sent in quick succession keep their order for both users', async ({ alice, bob }) => {
  await befriend(alice, bob)
  await alice.openChat(bob)
  await bob.openChat(alice)
  const burst = Array.from({ length: 12 }, (_, index) => `line ${index}`)
  for (const line of burst) await alice.chat.send(line)
  await expect.poll(bob.chat.bodies).toEqual(burst)
  await expect.poll(alice.chat.bodies).toEqual(burst)
})

test('unread messages are counted in the list and the title until they are read, and the sender sees that they are', async ({
  alice,
  bob,
}) => {
  await befriend(alice, bob)
  await bob.conversations.goto()
  await bob.shell.expectLive()
  await bob.shell.expectUnread('')
  await alice.openChat(bob)

  await alice.chat.send('Are you there?')
  await expect(bob.conversations.row('Alice')).toHaveAccessibleName(/Are you there\?.*1 unread message$/)
  await bob.shell.expectUnread('1 unread message')
  await alice.chat.send('Hello?')
  await expect(bob.conversations.row('Alice')).toHaveAccessibleName(/Hello\?.*2 unread messages$/)
  await bob.shell.expectUnread('2 unread messages')
  await expect(bob.page).toHaveTitle('(2) Messages · Kith')
  await expect(alice.chat.state('delivered')).toHaveCount(1)
  await expect(alice.chat.state('read')).toHaveCount(0)

  await bob.conversations.row('Alice').click()
  await bob.chat.expectOpen(alice.user)
  await expect(bob.chat.message('Hello?')).toBeVisible()
  await bob.shell.expectUnread('')
  await expect(bob.conversations.row('Alice')).not.toHaveAccessibleName(/unread/)
  await expect(alice.chat.state('read')).toHaveCount(1)
})

test('a message to an open conversation in a hidden tab stays unread until the tab is visible', async ({
  alice,
  bob,
}) => {
  await befriend(alice, bob)
  await bob.openChat(alice)
  await bob.page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  })
  await alice.openChat(bob)
  await alice.chat.send('Look at me')
  await bob.shell.expectUnread('1 unread message')
  await expect(alice.chat.state('delivered')).toHaveCount(1) // Hidden tabs receive messages too.
  await bob.page.evaluate(() => {
    Reflect.deleteProperty(document, 'visibilityState')
    document.dispatchEvent(new Event('visibilitychange'))
  })
  await bob.shell.expectUnread('')
  await expect(alice.chat.state('read')).toHaveCount(1)
})

test('messages sent to a user who is signed out are there when they sign in', async ({ alice, page, newHttp }) => {
  const bob = await signedInWith(await newHttp(), 'Bob')
  const id = await befriend(alice, bob)
  await alice.page.goto(`/messages/${id}`)
  await alice.chat.expectOpen(bob.user)
  await alice.chat.send('For when you are back')
  await expect(alice.chat.state('stored')).toHaveCount(1)

  await page.goto('/')
  await new AccountForms(page).signIn(bob.user.username, PASSWORD)
  const row = page.getByRole('list', { name: en.messages.list }).getByRole('link')
  await expect(row).toHaveAccessibleName(/^Alice.*For when you are back.*1 unread message$/)
  await row.click()
  await expect(page.getByRole('heading', { name: en.messages.newFrom })).toBeVisible()
  await expect(page.getByRole('log').getByText('For when you are back')).toBeVisible()
  await expect(alice.chat.state('read')).toHaveCount(1)
})
