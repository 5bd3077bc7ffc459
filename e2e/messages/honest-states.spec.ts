import { expect } from '@playwright/test'
import { en } from '@/components/strings/en'
import { expectStored, storedKeys } from '@/e2e/support/expect-stored-offline'
import { befriend, type Person } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'

const SEND = '**/api/messages/send'

test('sends that wait for the rate limit say so, and the list shows the newest of them', async ({ alice, bob }) => {
  await befriend(alice, bob)
  await alice.openChat(bob)
  await alice.chat.send('sent')
  await expect(alice.chat.state('stored').or(alice.chat.state('delivered'))).toHaveCount(1)
  await alice.page.route(SEND, (route) =>
    route.fulfill({ status: 429, headers: { 'retry-after': '2' }, json: { status: 429, code: 'rate_limited' } }),
  )
  for (const body of ['one', 'two', 'three']) await alice.chat.send(body)
  await expect(alice.page.getByText(en.live.slowedWaiting(3), { exact: true })).toBeVisible()
  await expect(alice.conversations.row('Bob')).toHaveAccessibleName(/Waiting to be sent You: three/)
  await alice.page.unroute(SEND)
  await expect(alice.chat.state('stored').or(alice.chat.state('delivered'))).not.toHaveCount(0)
  await expect(alice.chat.state('queued')).toHaveCount(0)
  await expect(alice.page.getByText(en.live.slowed)).toHaveCount(0)
  await expect(alice.conversations.row('Bob')).not.toHaveAccessibleName(/Waiting/)
})

test('nobody is shown as online without a network, in the list, the header and the friends; and again afterwards', async ({
  alice,
  bob,
}) => {
  const id = await befriend(alice, bob)
  await alice.api.send(id, 'Hello')
  await alice.openChat(bob)
  await bob.openChat(alice)
  const isOnline = /\(online\)/
  const header = bob.page.locator('header').getByText(en.person.online, { exact: true }).filter({ visible: true })
  await expect(bob.conversations.row('Alice')).toHaveAccessibleName(isOnline)
  await expect(header).toBeVisible()
  await bob.context.setOffline(true)
  await expect(bob.conversations.row('Alice')).not.toHaveAccessibleName(isOnline)
  await expect(header).toHaveCount(0)
  await expect(bob.page.locator('.outline-positive')).toHaveCount(0)
  await bob.context.setOffline(false)
  await expect(bob.conversations.row('Alice')).toHaveAccessibleName(isOnline)
  await expect(header).toBeVisible()
})

const paste = ({ page }: Person, content: { file?: boolean; text?: string }) =>
  page.evaluate(({ file, text }) => {
    const clipboardData = new DataTransfer()
    if (file) clipboardData.items.add(new File(['x'], 'picture.png', { type: 'image/png' }))
    if (text) clipboardData.setData('text/plain', text)
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
    return !(document.activeElement ?? document.body).dispatchEvent(event)
  }, content)

const drop = ({ page }: Person, type: 'dragover' | 'drop') =>
  page.evaluate((type) => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File(['x'], 'letter.pdf', { type: 'application/pdf' }))
    return !document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
  }, type)

test('a pasted or dropped file is refused with a reason; pasted text is not', async ({ alice, bob }) => {
  await befriend(alice, bob)
  await alice.openChat(bob)
  const answer = alice.shell.toast(en.messages.textOnly)
  await alice.chat.composer('Bob').focus()
  expect(await paste(alice, { text: 'words' })).toBe(false)
  expect(await paste(alice, { text: 'words of an office program', file: true })).toBe(false)
  await expect(answer).toHaveCount(0)
  expect(await paste(alice, { file: true })).toBe(true)
  await expect(answer).toHaveCount(1)
  await answer.getByRole('button', { name: en.toasts.dismiss }).click()
  expect(await drop(alice, 'dragover')).toBe(true)
  expect(await drop(alice, 'drop')).toBe(true)
  expect(await drop(alice, 'drop')).toBe(true)
  await expect(answer).toHaveCount(1)
})

test('friends and notifications that were opened are there after a start without a network, which is not called polling', async ({
  newPerson,
  bob,
}) => {
  const alice = await newPerson('Alice', { serviceWorkers: 'allow' })
  const id = await befriend(alice, bob)
  await alice.page.goto('/notifications')
  const accepted = alice.page.getByText(en.notifications.sentences.friend_accepted('Bob')).first()
  await expect(accepted).toBeVisible()
  await expect.poll(() => storedKeys(alice.page)).toContain('notifications')
  await alice.page.goto('/friends')
  await expect(alice.friends.list().getByText('Bob', { exact: true })).toBeVisible()
  await expect.poll(() => storedKeys(alice.page)).toContain('friends')
  await alice.openChat(bob)
  await expectStored(alice.page, id)
  await alice.context.addInitScript((polling) => {
    const lines = new Set<string>()
    Reflect.set(window, 'lines', lines)
    new MutationObserver(() => {
      for (const { textContent } of document.querySelectorAll('[role=status]'))
        if (textContent?.includes(polling)) lines.add(textContent)
    }).observe(document, { childList: true, subtree: true, characterData: true })
  }, en.live.polling)
  await alice.context.setOffline(true)
  await alice.page.goto('/friends')
  await expect(alice.friends.list().getByText('Bob', { exact: true })).toBeVisible()
  await expect(alice.shell.connectionLine(en.live.offline)).toBeVisible()
  expect(await alice.page.evaluate(() => [...Reflect.get(window, 'lines')])).toEqual([])
  await alice.page.goto('/notifications')
  await expect(accepted).toBeVisible()
})

for (const [device, viewport] of Object.entries({
  phone: { width: 390, height: 844 },
  desktop: { width: 1440, height: 900 },
}))
  test(`a badge with 99+ covers no icon on a ${device}`, async ({ alice, bob }) => {
    const id = await befriend(alice, bob)
    for (let number = 1; number <= 100; number++) await alice.api.send(id, `number ${number}`)
    await bob.page.setViewportSize(viewport)
    await bob.page.goto('/friends')
    await bob.shell.expectUnread('100 unread messages')
    const link = bob.shell.section(en.messages.title)
    const badge = await link.getByText('99+').filter({ visible: true }).boundingBox()
    const icon = await link.locator('svg').boundingBox()
    const target = await link.boundingBox()
    if (!badge || !icon || !target) throw new Error('All three are visible.')
    const isApart = badge.x >= icon.x + icon.width - 1 || badge.y + badge.height <= icon.y + 1
    expect(isApart, `badge ${JSON.stringify(badge)}, icon ${JSON.stringify(icon)}`).toBe(true)
    expect(badge.x + badge.width).toBeLessThanOrEqual(target.x + target.width + 1)
    expect(badge.y).toBeGreaterThanOrEqual(target.y - 1)
  })

test('a conversation with more than a page of unread messages opens at the first of them', async ({ alice, bob }) => {
  const id = await befriend(alice, bob)
  for (let number = 1; number <= 130; number++) await alice.api.send(id, `number ${number}`)
  await bob.api.markRead(id, 10)
  await bob.openChat(alice)
  await expect(bob.page.getByRole('heading', { name: en.messages.newFrom })).toBeInViewport()
  await expect(bob.chat.message('number 11')).toBeInViewport()
  await expect(bob.chat.message('number 10')).toBeAttached()
  await bob.shell.expectUnread('120 unread messages')
  await bob.chat.newestButton(en.messages.newBelow(120)).click()
  await expect(bob.chat.message('number 130')).toBeInViewport()
  await bob.shell.expectUnread('')
})
