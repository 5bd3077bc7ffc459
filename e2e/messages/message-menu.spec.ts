import { expect, type Locator } from '@playwright/test'
import { en } from '@/components/strings/en'
import { befriend, type Person } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'

const text = en.messages
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
const ON_ITS_SIDE = { ...PHONE, viewport: { width: 844, height: 390 } }

type NewPerson = (name: string, options?: object) => Promise<Person>

/** Creates Alice with a phone; she and Bob have sent one message each, and she has their conversation open. */
async function onThePhone(newPerson: NewPerson, bob: Person, phone = PHONE) {
  const alice = await newPerson('Alice', { ...phone, permissions: ['clipboard-read', 'clipboard-write'] })
  const id = await befriend(alice, bob)
  await bob.api.send(id, 'Red or white?')
  await alice.api.send(id, 'Red')
  await alice.openChat(bob)
  await bob.openChat(alice)
  return alice
}

const bodyOf = ({ chat }: Person, body: string) => chat.row(body).locator('[data-body]')
const menuOf = ({ page }: Person) => page.getByRole('menu')
const offered = ({ page }: Person) => page.getByRole('menuitem').or(page.getByRole('menuitemradio'))

async function tap(alice: Person, body: string, label: string) {
  await bodyOf(alice, body).tap()
  await alice.page.getByRole('menuitem', { name: new RegExp(`^${label}`) }).tap()
  await expect(menuOf(alice)).toHaveCount(0)
}

/** Taps the place of the element, whatever is above it. */
async function tapOver({ page }: Person, on: Locator) {
  const { x, y } = await centreOf(on)
  await page.touchscreen.tap(x, y)
}

async function centreOf(on: Locator) {
  await on.scrollIntoViewIfNeeded() // Waits until it no longer moves.
  const box = await on.boundingBox()
  if (!box) throw new Error('It is nowhere.')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** Long-presses the element. After a long press a browser sends touchend or touchcancel: `end`. */
async function pressLong(alice: Person, on: Locator, end: 'touchEnd' | 'touchCancel') {
  const touchPoints = [await centreOf(on)]
  const client = await alice.context.newCDPSession(alice.page)
  await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints })
  const isLeftToBrowser = await on.evaluate((element) => {
    const init = { bubbles: true, cancelable: true, pointerType: 'touch' }
    return element.dispatchEvent(new PointerEvent('contextmenu', init))
  })
  expect(isLeftToBrowser).toBe(false)
  await client.send('Input.dispatchTouchEvent', { type: end, touchPoints: [] })
  await client.detach()
}

for (const [held, phone] of [
  ['upright', PHONE],
  ['on its side', ON_ITS_SIDE],
] as const)
  test(`on a phone held ${held} every item of every message menu is visible`, async ({ newPerson, bob }) => {
    const alice = await onThePhone(newPerson, bob, phone)
    for (const [body, items] of [
      ['Red or white?', [text.reply, text.copy, text.hide, text.report]],
      ['Red', [text.reply, text.copy, text.edit, text.hide, text.retract.menu]],
    ] as const) {
      await bodyOf(alice, body).tap()
      await expect(alice.page.getByRole('menuitem')).toHaveText(['', ...items.map((label) => new RegExp(`^${label}`))])
      for (const item of await offered(alice).all()) {
        await item.scrollIntoViewIfNeeded()
        await expect(item).toBeInViewport({ ratio: 1 })
        expect((await item.boundingBox())?.height).toBeGreaterThanOrEqual(36)
      }
      await alice.page.touchscreen.tap(phone.viewport.width / 2, 20) // A menu may cover all but the edge of a low screen.
      await expect(menuOf(alice)).toHaveCount(0)
    }
  })

test('on a phone a long press opens the message menu, and a tap beside the menu only closes it', async ({
  newPerson,
  bob,
}) => {
  const alice = await onThePhone(newPerson, bob)
  for (const end of ['touchEnd', 'touchCancel'] as const) {
    await pressLong(alice, bodyOf(alice, 'Red or white?'), end)
    await expect(menuOf(alice)).toBeVisible()
    await alice.page.getByRole('menuitem', { name: text.reply }).tap()
    await expect(alice.page.getByRole('button', { name: text.cancelReply })).toBeVisible()
    await alice.page.getByRole('button', { name: text.cancelReply }).tap()
  }
  await bodyOf(alice, 'Red or white?').tap()
  await expect(menuOf(alice)).toBeVisible()
  await tapOver(alice, bodyOf(alice, 'Red'))
  await expect(menuOf(alice)).toHaveCount(0)
  await bodyOf(alice, 'Red').tap()
  await expect(alice.page.getByRole('menuitem', { name: text.retract.menu })).toBeVisible()
})

/** Returns whether the two elements share a part of the screen. */
async function overlap(one: Locator, other: Locator): Promise<boolean> {
  const [a, b] = [await one.boundingBox(), await other.boundingBox()]
  if (!a || !b) throw new Error('One of them is nowhere.')
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

const bubbleOf = ({ chat }: Person, body: string) => chat.row(body).locator('[data-bubble]')

for (const colorScheme of ['light', 'dark'] as const)
  test(`on a phone in the ${colorScheme} theme the menu of a pressed message is beside its bubble, over a veil`, async ({
    newPerson,
    bob,
  }) => {
    const alice = await newPerson('Alice', { ...PHONE, colorScheme })
    const id = await befriend(alice, bob)
    const tall = Array.from({ length: 12 }, (_, line) => `line ${line}`).join('\n')
    for (const body of ['At the top', tall, 'In the middle']) await bob.api.send(id, body)
    await alice.api.send(id, 'At the bottom')
    await alice.openChat(bob)
    for (const body of ['At the bottom', 'In the middle', tall]) {
      const bubble =
        body === tall ? alice.chat.log().locator('[data-bubble]', { hasText: 'line 11' }) : bubbleOf(alice, body)
      await pressLong(alice, bubble, 'touchEnd')
      await expect(menuOf(alice)).toBeVisible()
      await expect.poll(() => overlap(menuOf(alice), bubble)).toBe(false) // It moves in.
      for (const item of await offered(alice).all()) {
        await item.scrollIntoViewIfNeeded()
        await expect(item).toBeInViewport({ ratio: 1 })
      }
      await tapOver(alice, bubble) // Over the bubble, too, a tap only closes the menu.
      await expect(menuOf(alice)).toHaveCount(0)
    }
  })

test('on a phone a message is lit while a finger is held on it, and its menu opens when the finger leaves', async ({
  newPerson,
  bob,
}) => {
  const alice = await onThePhone(newPerson, bob)
  const row = alice.chat.row('Red or white?')
  const client = await alice.context.newCDPSession(alice.page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: { x: number; y: number }[]) =>
    client.send('Input.dispatchTouchEvent', { type, touchPoints })
  const { x, y } = await centreOf(bodyOf(alice, 'Red or white?'))
  await touch('touchStart', { x, y })
  await expect(row).toHaveAttribute('data-pressed')
  await expect(menuOf(alice)).toHaveCount(0)
  await touch('touchMove', { x, y: y + 40 })
  await expect(row).not.toHaveAttribute('data-pressed')
  await touch('touchEnd')
  await expect(menuOf(alice)).toHaveCount(0)

  await touch('touchStart', { x, y })
  await expect(row).toHaveAttribute('data-pressed')
  await touch('touchEnd')
  await expect(menuOf(alice)).toBeVisible()
  await expect(row).not.toHaveAttribute('data-pressed')
})

test('on a phone every message action is available by taps', async ({ newPerson, bob }) => {
  const alice = await onThePhone(newPerson, bob)
  const { chat, page } = alice
  await bodyOf(alice, 'Red or white?').tap()
  await page.getByRole('menuitemradio', { name: text.react('👍'), exact: true }).tap()
  await expect(bob.chat.reaction('Red or white?', text.reactionBy('👍', 'Alice'))).toBeVisible()

  await tap(alice, 'Red', text.copy)
  await expect(alice.shell.toast(text.copied)).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('Red')

  await tap(alice, 'Red or white?', text.reply)
  await expect(chat.composer('Bob')).toBeFocused()
  await page.getByRole('button', { name: text.cancelReply }).tap()

  await tap(alice, 'Red', text.edit)
  await expect(chat.editor()).toBeFocused()
  await chat.editor().fill('White')
  await chat.saveButton().tap()
  await expect(bob.chat.message('White')).toBeVisible()

  await tap(alice, 'Red or white?', text.report)
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await tap(alice, 'White', text.retract.menu)
  await page.getByRole('button', { name: text.retract.doIt, exact: true }).tap()
  await expect(bob.chat.message(text.retracted)).toBeVisible()

  await tap(alice, 'Red or white?', text.hide)
  await expect(chat.message('Red or white?')).toHaveCount(0)
})

test('on a phone a queued message is edited and cancelled by taps', async ({ newPerson, bob }) => {
  const alice = await onThePhone(newPerson, bob)
  await alice.context.setOffline(true)
  for (const body of ['one', 'two', 'three']) await alice.chat.send(body)
  await tap(alice, 'two', text.edit)
  await alice.chat.editor().fill('two, better')
  await alice.chat.saveButton().tap()
  await tap(alice, 'three', text.discard)
  await alice.context.setOffline(false)
  await expect(bob.chat.message('two, better')).toBeVisible()
  expect(await bob.chat.bodies()).toEqual(['Red or white?', 'Red', 'one', 'two, better'])
})

test('with the keyboard the message menu reaches all its items and returns the focus to the message', async ({
  alice,
  bob,
}) => {
  const id = await befriend(alice, bob)
  for (const body of ['first', 'second']) await alice.api.send(id, body)
  await alice.openChat(bob)
  const { keyboard } = alice.page
  await alice.chat.row('first').focus()
  await keyboard.press('Enter')
  await expect(alice.page.getByRole('menuitemradio').first()).toBeFocused()
  for (const label of [text.reply, text.copy, text.edit, text.hide, text.retract.menu]) {
    await keyboard.press('ArrowDown')
    await expect(alice.page.getByRole('menuitem', { name: new RegExp(`^${label}`) })).toBeFocused()
  }
  await keyboard.press('ArrowDown')
  await expect(alice.page.getByRole('menuitemradio').first()).toBeFocused()
  await keyboard.press('Escape')
  await expect(menuOf(alice)).toHaveCount(0)
  await keyboard.press('ArrowDown')
  await expect(alice.chat.row('second')).toBeFocused()
  await keyboard.press('Shift+F10')
  await alice.page.getByRole('menuitem', { name: new RegExp(`^${text.hide}`) }).press('Enter')
  await expect(alice.chat.message('second')).toHaveCount(0)
  await expect(alice.chat.row('first')).toBeFocused()
})

test('the menu of a message says when it was sent and edited, and whether it was delivered or read', async ({
  alice,
  bob,
}) => {
  const id = await befriend(alice, bob)
  await alice.api.send(id, 'Do you see this?')
  await alice.openChat(bob)
  const exact = /\p{L}+, .*\d{4}.* \d{1,2}:\d{2}/u.source
  const described = (lines: string[]) => new RegExp(`^${lines.join('\\s*')}$`, 'u')
  const sent = `Sent .?${exact}[^A-Z]*(?:[AP]M)?.?`
  await alice.chat.openMenu('Do you see this?')
  await expect(menuOf(alice)).toHaveAccessibleDescription(described([sent]))
  await expect(menuOf(alice).getByText(/^Sent/)).toBeVisible()
  await expect(alice.page.getByRole('menuitem', { name: /^Sent/ })).toHaveCount(0)
  await alice.page.keyboard.press('Escape')

  await bob.openChat(alice)
  await expect(alice.chat.state('read')).toHaveCount(1)
  await alice.chat.choose('Do you see this?', text.edit)
  await alice.chat.editor().fill('Do you see it?')
  await alice.chat.saveButton().click()
  await expect(bob.chat.message('Do you see it?')).toBeVisible()
  await alice.chat.openMenu('Do you see it?')
  await expect(menuOf(alice)).toHaveAccessibleDescription(
    described([sent, sent.replace('Sent', 'Edited'), en.messages.states.read]),
  )
  await bob.chat.openMenu('Do you see it?')
  await expect(menuOf(bob)).toHaveAccessibleDescription(described([sent, sent.replace('Sent', 'Edited')]))
})
