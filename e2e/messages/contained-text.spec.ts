import { expect, type Locator, type Page } from '@playwright/test'
import { en } from '@/components/strings/en'
import { InvitationsPage } from '@/e2e/pages/invitations'
import { befriend } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'

const MARK = '\u0335'
/** Letters with many combining marks above, through and below. */
const marked = (text: string) => text.replace(/^./u, `$&${MARK}\u0353\u034b\u030f`)

/** Returns the elements with marks that are neither clipped themselves nor inside a clipped element. */
const unclipped = (page: Page) =>
  page.evaluate((mark) => {
    const blockOf = (element: Element): Element => {
      const isInline = /^(inline|contents)$/u.test(getComputedStyle(element).display)
      return isInline && element.parentElement ? blockOf(element.parentElement) : element
    }
    const clips = (element: Element) => getComputedStyle(element).overflowY !== 'visible'
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    let drawn = 0
    const found: string[] = []
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const parent = text.parentElement
      if (!parent?.checkVisibility() || parent.closest('script, option') || !text.textContent?.includes(mark)) continue
      drawn++
      if (!clips(parent.closest('[data-bubble]') ?? blockOf(parent))) found.push(parent.outerHTML)
    }
    return { drawn: drawn > 0, found }
  }, MARK)

const expectClipped = (page: Page) => expect.poll(() => unclipped(page)).toEqual({ drawn: true, found: [] })

test('combining marks stay within their message bubble or row on every screen', async ({ alice, bob, newPerson }) => {
  test.slow()
  const carol = await newPerson('Carol')
  const [bobName, carolName] = [marked('Bob'), marked('Carol')]
  await bob.api.changeProfile({ displayName: bobName, bio: `${marked('bio')}\nhttps://example.org/` })
  await carol.api.changeProfile({ displayName: carolName })
  const id = await befriend(alice, bob)
  await bob.api.send(id, marked('plain'))
  await bob.api.send(id, `${marked('bold')} **${marked('x')}**\n> ${marked('quote')}\n- ${marked('item')}\n\`${MARK}\``)
  const { seq } = await alice.api.send(id, marked('own'))
  const answer = { conversationId: id, clientId: crypto.randomUUID(), body: marked('answer'), replyTo: seq }
  await bob.api.http.post('/api/messages/send', { data: answer })
  const { page } = alice

  await page.goto(`/messages/${id}`)
  await alice.chat.expectOpen({ displayName: bobName })
  await expect(alice.chat.log().locator('[data-body]')).toHaveCount(4)
  await expectClipped(page)
  await alice.chat.choose(marked('answer'), en.messages.reply)
  await expect(page.getByText(en.messages.replyTo(bobName))).toBeVisible()
  await alice.chat.openMenu(marked('plain'))
  await expect(page.getByText(en.messages.hideNote(bobName))).toBeVisible()
  await expectClipped(page)
  await page.keyboard.press('Escape')
  await alice.chat.choose(marked('own'), en.messages.retract.menu)
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectClipped(page)
  await page.keyboard.press('Escape')
  await page.getByRole('searchbox', { name: en.messages.search }).fill(marked('plain'))
  await expect(page.getByRole('list', { name: en.search.messages }).getByRole('listitem')).toHaveCount(1)
  await expectClipped(page)
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog').getByRole('option')).toHaveCount(1)
  await expectClipped(page)

  await alice.profile.goto(bob.user.username)
  await expect(alice.profile.heading(bobName)).toBeVisible()
  await expectClipped(page)
  for (const choice of [en.person.block.menu, en.person.report]) {
    await alice.profile.choose(bobName, choice)
    await expect(alice.profile.dialog()).toBeVisible()
    await expectClipped(page)
    await page.keyboard.press('Escape')
  }

  await carol.api.request(alice.user.id)
  await page.goto('/notifications')
  await expect(page.getByText(carolName).first()).toBeVisible()
  await expectClipped(page)
  await alice.friends.goto()
  await alice.shell.expectLive()
  await expect(alice.friends.acceptButton(carolName)).toBeVisible()
  await alice.friends.declineButton(carolName).click()
  await expect(page.getByText(en.person.done.decline(carolName)).first()).toBeVisible()
  await expectClipped(page)

  const label = marked('label')
  const { path } = await bob.api.invite({ label })
  await new InvitationsPage(bob.page).goto()
  await expect(bob.page.getByText(label)).toBeVisible()
  await expectClipped(bob.page)
  await carol.page.goto(path)
  await expect(carol.page.getByRole('heading', { name: bobName })).toBeVisible()
  await expectClipped(carol.page)
})

const more = (within: Page | Locator) => within.getByRole('button', { name: en.general.showMore, exact: true })
const less = (within: Page | Locator) => within.getByRole('button', { name: en.general.showLess, exact: true })
const heightOf = async (block: Locator) => (await block.boundingBox())?.height ?? 0
const topOf = async (block: Locator) => (await block.boundingBox())?.y ?? 0

const ALMOST_A_SCREEN_PX = 720

test('a tall message is folded, and unfolds on request without moving its beginning', async ({ alice, bob }) => {
  const id = await befriend(alice, bob)
  await alice.api.send(id, 'before it')
  await alice.api.send(id, `beginning${'\n'.repeat(1500)}end`)
  await bob.api.markRead(id, 2)
  await bob.openChat(alice)
  const body = bob.chat.log().locator('[data-bubble]').last()
  await expect(more(bob.page)).toHaveCount(1)
  await expect(more(bob.page)).toHaveAttribute('aria-expanded', 'false')
  expect(await heightOf(body)).toBeLessThanOrEqual(ALMOST_A_SCREEN_PX)

  const top = await topOf(body)
  await more(bob.page).press('Enter')
  await expect(less(bob.page)).toHaveAttribute('aria-expanded', 'true')
  await expect.poll(() => heightOf(body)).toBeGreaterThan(20_000)
  expect(Math.abs((await topOf(body)) - top)).toBeLessThanOrEqual(1)
  await expect(less(bob.page)).toBeFocused()
  await less(bob.page).press('Enter')
  await expect(more(bob.page)).toBeInViewport()
  await expect(more(bob.page)).toBeFocused()
  expect(await heightOf(body)).toBeLessThanOrEqual(ALMOST_A_SCREEN_PX)
})

test('a message is folded whatever makes it tall, and a long word is wrapped', async ({ alice, bob }) => {
  const id = await befriend(alice, bob)
  const tall = [
    'a line\n'.repeat(200),
    'a line\r\n'.repeat(200),
    '\ufdfd'.repeat(600), // One very wide character.
    '- item\n'.repeat(200),
    '> line\n\n'.repeat(150),
    `\`\`\`\n${'code\n'.repeat(300)}\`\`\``,
    'word '.repeat(399),
  ]
  const short = ['short', 'a line\n'.repeat(12), 'x'.repeat(400)]
  for (const text of [...tall, ...short]) await alice.api.send(id, text)
  await bob.page.setViewportSize({ width: 390, height: 844 })
  await bob.api.markRead(id, tall.length + short.length)
  await bob.openChat(alice)
  const bodies = bob.chat.log().locator('[data-bubble]')
  await expect(bodies).toHaveCount(tall.length + short.length)
  await expect(more(bob.page)).toHaveCount(tall.length)
  for (const body of await bodies.all()) {
    expect(await heightOf(body)).toBeLessThanOrEqual(ALMOST_A_SCREEN_PX)
    expect(await body.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0)
  }
})

test('a folded message unfolds when a link in its hidden part gets the focus', async ({ alice, bob }) => {
  const id = await befriend(alice, bob)
  await alice.api.send(id, `https://example.org/first${'\n'.repeat(300)}https://example.org/last`)
  await bob.openChat(alice)
  await expect(more(bob.page)).toHaveCount(1)
  await bob.page.getByRole('link', { name: 'https://example.org/first', exact: true }).focus()
  await expect(more(bob.page)).toHaveCount(1)
  await bob.page.keyboard.press('Tab')
  await expect(bob.page.getByRole('link', { name: 'https://example.org/last', exact: true })).toBeFocused()
  await expect(less(bob.page)).toHaveCount(1)
  await expect(bob.page.getByRole('link', { name: 'https://example.org/last', exact: true })).toBeInViewport()
})

test('a tall bio is folded, so that the rest of the page stays visible', async ({ alice, bob }) => {
  await bob.api.changeProfile({ bio: `beginning${'\n'.repeat(400)}end` })
  await alice.profile.goto(bob.user.username)
  const below = alice.page.getByRole('button', { name: new RegExp(`^${en.person.block.menu}`) })
  await expect(below).toBeInViewport()
  await more(alice.page).click()
  await expect(less(alice.page)).toBeAttached()
  await expect(below).not.toBeInViewport()
})
