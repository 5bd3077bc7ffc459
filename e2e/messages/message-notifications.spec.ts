import { type BrowserContext, expect } from '@playwright/test'
import { en } from '@/components/strings/en'
import { SettingsPage } from '@/e2e/pages/settings'
import { Shell } from '@/e2e/pages/shell'
import { network } from '@/e2e/support/network'
import { befriend, type Person, signedInWith } from '@/e2e/support/people'
import { notificationsOf, recordNotifications } from '@/e2e/support/record-notifications'
import { hideTab, showTab } from '@/e2e/support/tab-visibility'
import { test } from '@/e2e/support/test'

const text = en.notifications

/** Opens a live tab and presses a key in it, because browsers play sounds only after a user gesture. */
async function openTab({ page }: Pick<Person, 'page'>, path = '/friends') {
  await page.goto(path)
  await new Shell(page).expectLive()
  await page.keyboard.press('Shift')
  return new Shell(page)
}

/** Makes the browser answer like one that has not asked its user yet. */
const withUndecidedUser = (context: BrowserContext, answer: NotificationPermission) =>
  context.addInitScript((answer) => {
    let permission: NotificationPermission = 'default'
    Object.defineProperty(Notification, 'permission', { get: () => permission })
    Notification.requestPermission = async () => {
      permission = answer
      return answer
    }
  }, answer)

test('a message outside its conversation shows one toast and plays one sound in all tabs together, and opens it', async ({
  alice,
  bob,
}) => {
  const id = await befriend(alice, bob)
  await recordNotifications(bob.context)
  const second = await bob.context.newPage()
  const [tab] = [await openTab(bob), await openTab({ page: second }, '/settings')]
  await alice.api.send(id, '**Dinner** at\neight?')
  await tab.expectUnread('1 unread message')
  await expect.poll(async () => (await notificationsOf(bob.page, second)).toasts).toEqual(['Alice Dinner at eight?'])
  expect((await notificationsOf(bob.page, second)).sounds).toBe(1)

  const shown = (await tab.toast('Alice').count()) > 0 ? bob.page : second
  const toast = new Shell(shown).toast('Dinner at eight?')
  await toast.getByRole('link', { name: en.toasts.open }).click()
  await expect(shown).toHaveURL(`/messages/${id}`)
  await expect(shown.getByRole('log').getByText('at eight?')).toBeVisible()
  await expect(toast).toHaveCount(0)
})

test('several messages of a conversation are gathered into one toast, which closes when they are read elsewhere', async ({
  alice,
  bob,
  newHttp,
}) => {
  const id = await befriend(alice, bob)
  const carol = await signedInWith(await newHttp(), 'Carol')
  const other = await befriend(carol, bob)
  const tab = await openTab(bob)
  const toast = tab.toast('Alice')
  for (const body of ['one', 'two', 'three']) {
    await alice.api.send(id, body)
    await expect(toast).toContainText(body)
    await toast.hover() // Its timer is paused.
  }
  await expect(toast).toHaveCount(1)
  await expect(toast).toContainText(text.countNew(3))
  await expect(toast).not.toContainText('two')
  await carol.api.send(other, 'Hello from Carol')
  await expect(tab.toast('Hello from Carol')).toBeVisible()
  await bob.api.markRead(id, 3)
  await expect(toast).toHaveCount(0)
  await expect(tab.toast('Hello from Carol')).toBeVisible()
})

test('a message of the open conversation shows nothing, also in another tab that has the focus', async ({
  alice,
  bob,
  newHttp,
}) => {
  const id = await befriend(alice, bob)
  const carol = await signedInWith(await newHttp(), 'Carol')
  const other = await befriend(carol, bob)
  await recordNotifications(bob.context)
  await bob.openChat(alice)
  const second = await bob.context.newPage()
  const tab = await openTab({ page: second })
  await second.bringToFront()
  await alice.api.send(id, 'You can see this')
  await expect(bob.chat.message('You can see this')).toBeVisible()
  await carol.api.send(other, 'And this is news')
  const toasts = async () => (await notificationsOf(bob.page, second)).toasts
  await expect.poll(toasts).toEqual(['Carol And this is news'])
  await tab.expectUnread('1 unread message')
})

test('what came during an absence is one summary, not a toast for each', async ({ alice, bob, newHttp }) => {
  const id = await befriend(alice, bob)
  const carol = await signedInWith(await newHttp(), 'Carol')
  const other = await befriend(carol, bob)
  const { lose, comeBack } = await network(bob)
  await recordNotifications(bob.context)
  await openTab(bob)
  await lose()
  for (const body of ['one', 'two', 'three']) await alice.api.send(id, body)
  await carol.api.send(other, 'four')
  // The messages are as old as after a night.
  await bob.page.route(/\/api\/sync/, async (route) => {
    const answer = await route.fetch()
    const body = (await answer.text()).replaceAll(/"createdAt":"20\d\d/g, '"createdAt":"2001')
    await route.fulfill({ response: answer, body })
  })
  await comeBack()
  await expect.poll(async () => (await notificationsOf(bob.page)).toasts).toEqual([text.newMessages(4)])
  const summary = bob.shell.toast(text.newMessages(4))
  await summary.getByRole('link', { name: en.toasts.open }).click()
  await expect(bob.page).toHaveURL('/messages')
  expect(await notificationsOf(bob.page)).toMatchObject({ toasts: [text.newMessages(4)], sounds: 1 })
})

test('while no tab is visible a message is a system notification, and a click opens its conversation', async ({
  alice,
  bob,
}) => {
  const id = await befriend(alice, bob)
  await bob.context.grantPermissions(['notifications'])
  await recordNotifications(bob.context)
  const tab = await openTab(bob)
  await hideTab(bob.page)
  await alice.api.send(id, 'Are you there?')
  await expect.poll(async () => (await notificationsOf(bob.page)).system).toEqual(['Alice: Are you there?'])
  await alice.api.send(id, 'Hello?')
  await expect.poll(async () => (await notificationsOf(bob.page)).system).toHaveLength(2)
  expect(await notificationsOf(bob.page)).toMatchObject({
    toasts: [],
    system: ['Alice: Are you there?', `Alice (${text.countNew(2)}): Hello?`],
    sounds: 0,
  })
  await showTab(bob.page)
  await bob.page.evaluate(() => window.witnessed.clickLast?.())
  await expect(bob.page).toHaveURL(`/messages/${id}`)
  await expect(bob.chat.message('Hello?')).toBeVisible()
  await tab.expectUnread('')
})

test('the service worker shows the system notification where there is one, and opens its conversation in the tab', async ({
  alice,
  newPerson,
}) => {
  const bob = await newPerson('Bob', { serviceWorkers: 'allow' })
  const id = await befriend(alice, bob)
  await bob.context.grantPermissions(['notifications'])
  await recordNotifications(bob.context)
  await openTab(bob)
  await bob.page.evaluate(() => navigator.serviceWorker.ready)
  await expect.poll(() => bob.page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true)
  await hideTab(bob.page)
  await alice.api.send(id, 'Through the worker')
  await expect.poll(async () => (await notificationsOf(bob.page)).system).toEqual(['Alice: Through the worker'])
  await showTab(bob.page)
  const [worker] = bob.context.serviceWorkers()
  await worker?.evaluate((path) => {
    const click = Object.assign(new Event('notificationclick'), {
      notification: { close() {}, data: { path } },
      waitUntil: (done: Promise<unknown>) => done,
    })
    dispatchEvent(click)
  }, `/messages/${id}`)
  await expect(bob.page).toHaveURL(`/messages/${id}`)
  await expect(bob.chat.message('Through the worker')).toBeVisible()
})

test('system notifications are offered at the first message and not before; who agrees is asked by the browser', async ({
  alice,
  bob,
}) => {
  const id = await befriend(alice, bob)
  await withUndecidedUser(bob.context, 'granted')
  await recordNotifications(bob.context)
  const tab = await openTab(bob)
  await expect(tab.toast(text.offer)).toHaveCount(0)
  await alice.api.send(id, 'one')
  await tab.toast(text.offer).getByRole('button', { name: text.turnOn }).click()
  await expect(tab.toast(text.isOn)).toBeVisible()
  await alice.api.send(id, 'two')
  await expect(tab.toast('two')).toBeVisible()
  await expect(tab.toast(text.offer)).toHaveCount(0)
})

test('who declines system notifications is not asked again, and can turn them on in the settings', async ({
  alice,
  bob,
}) => {
  const id = await befriend(alice, bob)
  await withUndecidedUser(bob.context, 'denied')
  const tab = await openTab(bob)
  await alice.api.send(id, 'one')
  await tab.toast(text.offer).getByRole('button', { name: en.toasts.dismiss }).click()
  await openTab(bob)
  await alice.api.send(id, 'two')
  await expect(tab.toast('two')).toBeVisible()
  await expect(tab.toast(text.offer)).toHaveCount(0)

  const settings = new SettingsPage(bob.page)
  await settings.goto('notifications')
  await expect(settings.notificationSwitch('system')).not.toBeChecked()
  await expect(bob.page.getByText(en.you.notifications.states.default)).toBeVisible()
  await settings.notificationSwitch('system').click()
  await expect(bob.page.getByText(en.you.notifications.states.denied)).toBeVisible()
  await expect(settings.notificationSwitch('system')).toBeDisabled()
})

test('a toast shows the name only, or neither name nor text, where the settings of the device say so', async ({
  alice,
  bob,
}) => {
  const id = await befriend(alice, bob)
  const settings = new SettingsPage(bob.page)
  for (const [preview, shown] of [
    ['name', `Alice ${text.newMessages(1)}`],
    ['nothing', text.newMessages(1)],
  ] as const) {
    await settings.goto('notifications')
    await settings.preview(preview).check()
    await bob.page.reload()
    await expect(settings.preview(preview)).toBeChecked()
    const tab = await openTab(bob)
    await alice.api.send(id, 'A secret')
    const toast = tab.toast(text.newMessages(1))
    await expect.poll(async () => (await toast.locator('p').innerText()).replaceAll('\n', ' ')).toBe(shown)
  }
})

test('a message of somebody who is blocked afterwards leaves no toast', async ({ alice, bob }) => {
  const id = await befriend(alice, bob)
  const tab = await openTab(bob, '/settings')
  await alice.api.send(id, 'Hello')
  const toast = tab.toast('Hello')
  await expect(toast).toBeVisible()
  await toast.hover() // Its timer is paused.
  await bob.api.block(alice.user.id)
  await expect(toast).toHaveCount(0)
})

test('on a phone a toast is below the header, and a swipe closes it', async ({ alice, newPerson }) => {
  const bob = await newPerson('Bob', { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true })
  const id = await befriend(alice, bob)
  const tab = await openTab(bob, '/settings')
  await alice.api.send(id, 'Swipe me')
  const toast = tab.toast('Swipe me')
  await expect(toast).toBeVisible()
  const box = await toast.boundingBox()
  const signOut = await new SettingsPage(bob.page).signOutHere().boundingBox()
  if (!box || !signOut) throw new Error('Both are visible.')
  expect(box.y).toBeGreaterThanOrEqual(56)
  expect(box.y + box.height).toBeLessThan(signOut.y)

  const devtools = await bob.context.newCDPSession(bob.page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', dx: number) =>
    devtools.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: type === 'touchEnd' ? [] : [{ x: box.x + 100 + dx, y: box.y + box.height / 2 }],
    })
  await touch('touchStart', 0)
  for (const dx of [20, 60, 110, 160]) await touch('touchMove', dx)
  await touch('touchEnd', 160)
  await expect(toast).toHaveCount(0)
  await expect(bob.page).toHaveURL('/settings')
})
