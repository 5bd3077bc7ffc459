import { expect, type Page } from '@playwright/test'
import { en } from '@/components/strings/en'
import { FriendsPage } from '@/e2e/pages/friends'
import { NotificationsPage } from '@/e2e/pages/notifications'
import { SettingsPage } from '@/e2e/pages/settings'
import { Shell } from '@/e2e/pages/shell'
import { Api } from '@/e2e/support/api'
import { befriend, type Person, signedInWith } from '@/e2e/support/people'
import { notificationsOf, recordNotifications } from '@/e2e/support/record-notifications'
import { test } from '@/e2e/support/test'

const asks = en.notifications.sentences.friend_request
const accepted = en.notifications.sentences.friend_accepted

/** Opens a live tab and clicks in it, because browsers play sounds only after a user gesture. */
async function openTab(page: Page, path = '/settings') {
  await page.goto(path)
  await new Shell(page).expectLive()
  await page.keyboard.press('Shift')
  return new Shell(page)
}

/** Opens another device of the same user. */
async function otherDevice(person: Person, newPage: () => Promise<Page>) {
  const page = await newPage()
  await new Api(page.request).signIn(person.user.username)
  return page
}

test('a friend request shows one toast and plays one sound in all tabs together, and each tab counts it', async ({
  alice,
  bob,
  newHttp,
}) => {
  await recordNotifications(bob.context)
  const pages = [bob.page, await bob.context.newPage(), await bob.context.newPage()]
  const tabs = await Promise.all(pages.map((page) => openTab(page)))

  await alice.api.request(bob.user.id)
  for (const tab of tabs) await tab.expectNotifications('1 new notification')
  for (const tab of tabs) await tab.expectRequests('1 request')
  for (const page of pages) await expect(page).toHaveTitle('(1) Settings · Kith')
  await expect.poll(async () => (await notificationsOf(...pages)).toasts).toEqual([asks('Alice')])

  // When the second is shown, a duplicate of the first would have been shown too.
  const carol = await signedInWith(await newHttp(), 'Carol')
  await carol.api.request(bob.user.id)
  await expect.poll(async () => (await notificationsOf(...pages)).toasts).toHaveLength(2)
  await expect.poll(() => notificationsOf(...pages)).toMatchObject({ system: [], sounds: 2, badges: [2, 2, 2] })
  // Any tab may have shown either.
  expect((await notificationsOf(...pages)).toasts.toSorted()).toEqual([asks('Alice'), asks('Carol')])
})

test('when the tab that shows notifications is closed, another one shows the next', async ({ alice, bob }) => {
  await recordNotifications(bob.context)
  const second = await bob.context.newPage()
  await openTab(bob.page)
  const tab = await openTab(second)
  await bob.page.close()
  await alice.api.request(bob.user.id)
  await expect(tab.toast(asks('Alice'))).toBeVisible()
  expect((await notificationsOf(second)).sounds).toBe(1)
})

test('the sender of an accepted request is notified at once, with the name of the friend', async ({ alice, bob }) => {
  await recordNotifications(alice.context)
  const tab = await openTab(alice.page, '/friends')
  await alice.api.request(bob.user.id)
  await expect(alice.friends.cancelButton('Bob')).toBeVisible()
  await bob.api.accept(alice.user.id)

  const toast = tab.toast(accepted('Bob'))
  await expect(toast).toBeVisible()
  await expect(toast.getByRole('link', { name: en.toasts.open })).toHaveAttribute(
    'href',
    `/messages/with/${bob.user.username}`,
  )
  await expect(alice.friends.messageButton('Bob').first()).toBeVisible()
  await expect(alice.page).toHaveTitle('(1) Friends · Kith')
  await toast.getByRole('button', { name: en.toasts.dismiss }).click()
  await expect(toast).toHaveCount(0)

  await tab.section(en.notifications.title).click()
  const list = new NotificationsPage(alice.page)
  await expect(list.newMark(accepted('Bob'))).toBeAttached()
  await tab.expectNotifications('')
  await expect(alice.page).toHaveTitle('Notifications · Kith')
  await expect.poll(() => notificationsOf(alice.page)).toMatchObject({ badges: [0] })
})

test('a notification that is read on one device is read on all, and its toast disappears', async ({
  alice,
  bob,
  browser,
}) => {
  const phone = await otherDevice(bob, async () => (await browser.newContext()).newPage())
  const [here, there] = [await openTab(bob.page), await openTab(phone)]
  await alice.api.request(bob.user.id)
  await expect(here.toast(asks('Alice'))).toBeVisible()
  await here.toast(asks('Alice')).hover() // This pauses its timer, so it disappears because the notification was read.
  await there.expectNotifications('1 new notification')

  await there.section(en.notifications.title).click()
  await expect(new NotificationsPage(phone).newMark(asks('Alice'))).toBeAttached()
  await here.expectNotifications('')
  await expect(here.toast(asks('Alice'))).toHaveCount(0)
  await expect(bob.page).toHaveTitle('Settings · Kith')
  await there.expectNotifications('')
  await here.expectRequests('1 request') // It is still unanswered.
  await phone.context().close()
})

test('a friend request can be answered in the list of notifications', async ({ alice, bob, newHttp }) => {
  const carol = await signedInWith(await newHttp(), 'Carol')
  for (const { api } of [carol, alice]) await api.request(bob.user.id)
  const [list, friends] = [new NotificationsPage(bob.page), new FriendsPage(bob.page)]
  const tab = await openTab(bob.page, '/notifications')
  await expect(list.row(asks('Carol'))).toBeVisible()

  await friends.acceptButton('Alice').focus()
  await bob.page.keyboard.press('ArrowDown')
  await expect(friends.acceptButton('Carol')).toBeFocused()
  await bob.page.keyboard.press('ArrowUp')
  await bob.page.keyboard.press('Enter')
  await expect(list.row(asks('Alice'))).toHaveCount(0)
  await expect.poll(async () => (await alice.api.me()).counts.notifications).toBe(1)

  await friends.declineButton('Carol').click()
  await expect(list.row(asks('Carol'))).toHaveCount(0)
  await expect(bob.page.getByText(en.notifications.none, { exact: true })).toBeVisible()
  await tab.expectNotifications('')
})

test('the sender of a declined request gets no notification', async ({ alice, bob, newHttp }) => {
  await recordNotifications(alice.context)
  await alice.api.request(bob.user.id)
  const tab = await openTab(alice.page, '/friends')
  await expect(alice.friends.cancelButton('Bob')).toBeVisible()
  await bob.api.http.post(`/api/friends/decline/${alice.user.id}`)
  await expect(alice.friends.cancelButton('Bob')).toHaveCount(0)

  await befriend(alice, await signedInWith(await newHttp(), 'Carol'))
  await expect(tab.toast(accepted('Carol'))).toBeVisible()
  expect(await notificationsOf(alice.page)).toMatchObject({ toasts: [accepted('Carol')], sounds: 1 })
  await tab.expectNotifications('1 new notification')
})

test('without sockets polling every 30 s keeps badges, title, toasts and read state correct', async ({
  alice,
  bob,
  browser,
}) => {
  const phone = await otherDevice(bob, async () => (await browser.newContext()).newPage())
  const [here, there] = [new Shell(bob.page), new Shell(phone)]
  for (const page of [bob.page, phone]) {
    await page.routeWebSocket(/\/app\//, (socket) => socket.close())
    await page.clock.install()
    await page.goto('/settings')
    await expect(new Shell(page).connectionLine(en.live.polling)).toBeVisible()
  }
  await alice.api.request(bob.user.id)
  for (const page of [bob.page, phone]) await page.clock.fastForward('00:31')
  for (const tab of [here, there]) {
    await expect(tab.toast(asks('Alice'))).toBeVisible()
    await tab.expectNotifications('1 new notification')
    await tab.expectRequests('1 request')
  }
  await expect(bob.page).toHaveTitle('(1) Settings · Kith')

  await there.section(en.notifications.title).click()
  await there.expectNotifications('')
  await bob.page.clock.fastForward('00:31')
  await here.expectNotifications('')
  await expect(bob.page).toHaveTitle('Settings · Kith')
  await phone.context().close()
})

for (const [device, viewport] of Object.entries({
  phone: { width: 390, height: 844 },
  desktop: { width: 1440, height: 900 },
}))
  test(`a toast does not cover the composer on a ${device}, and typing continues`, async ({ alice, bob, newHttp }) => {
    await befriend(alice, bob)
    await alice.page.setViewportSize(viewport)
    await alice.openChat(bob)
    const composer = alice.chat.composer('Bob')
    await composer.fill('One\ntwo\nthree\nfour\nfive\nsix')
    for (const name of ['Carol', 'Dora', 'Ella']) {
      const asker = await signedInWith(await newHttp(), name)
      await asker.api.request(alice.user.id)
      await expect(alice.shell.toast(asks(name))).toBeVisible()
      await alice.shell.toast(asks('Carol')).hover()
    }
    const field = await composer.locator('xpath=ancestor::form').boundingBox()
    for (const name of ['Carol', 'Dora', 'Ella']) {
      const toast = await alice.shell.toast(asks(name)).boundingBox()
      if (!field || !toast) throw new Error('Both are in sight.')
      const apart =
        toast.y + toast.height <= field.y || toast.y >= field.y + field.height || toast.x + toast.width <= field.x
      expect(apart, `${name} at ${JSON.stringify(toast)}, composer at ${JSON.stringify(field)}`).toBe(true)
    }
    await expect(composer).toBeFocused()
    await alice.shell.toast(asks('Carol')).getByRole('button', { name: en.toasts.dismiss }).focus()
    await alice.page.keyboard.press('Escape')
    await expect(alice.shell.toast(asks('Carol'))).toHaveCount(0)
    await expect(composer).toBeFocused()
  })

test('requests are neither shown nor heard where the settings of the device say so', async ({
  alice,
  bob,
  newHttp,
}) => {
  await recordNotifications(bob.context)
  await openTab(bob.page, '/notifications')
  await new NotificationsPage(bob.page).settingsLink().click()
  const settings = new SettingsPage(bob.page)
  await expect(settings.notificationSwitch('sound')).toBeChecked()
  await settings.notificationSwitch('sound').uncheck()
  const tab = await openTab(bob.page)
  await alice.api.request(bob.user.id)
  await expect(tab.toast(asks('Alice'))).toBeVisible()
  await settings.goto('notifications')
  await expect(settings.notificationSwitch('sound')).not.toBeChecked()
  await settings.notificationSwitch('toasts').uncheck()
  await openTab(bob.page)
  const carol = await signedInWith(await newHttp(), 'Carol')
  await carol.api.request(bob.user.id)
  await tab.expectNotifications('2 new notifications')
  expect(await notificationsOf(bob.page)).toMatchObject({ toasts: [], sounds: 0 })
})
