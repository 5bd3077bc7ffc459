import { expect, type Page } from '@playwright/test'
import { words } from '@/components/words'
import { InvitationsPage } from './pages/invitations'
import { befriend } from './people'
import { test } from './test'

const MARK = '\u0335'
/** Letters with marks above, through and below, as any number of them may be written. */
const marked = (text: string) => text.replace(/^./u, `$&${MARK}\u0353\u034b\u030f`)

/** What is drawn with marks in a block that would let them out: neither in a bubble that clips, nor in a block that does. */
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
      if (!clips(parent.closest('[data-body]') ?? blockOf(parent))) found.push(parent.outerHTML)
    }
    return { drawn: drawn > 0, found }
  }, MARK)

const expectClipped = (page: Page) => expect.poll(() => unclipped(page)).toEqual({ drawn: true, found: [] })

test('marks above and below letters are drawn in their own bubble or row, on every screen', async ({
  alice,
  bob,
  newPerson,
}) => {
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
  await alice.chat.choose(marked('answer'), words.messages.reply)
  await expect(page.getByText(words.messages.replyTo(bobName))).toBeVisible()
  await alice.chat.openMenu(marked('plain'))
  await expect(page.getByText(words.messages.hideNote(bobName))).toBeVisible()
  await expectClipped(page)
  await page.keyboard.press('Escape')
  await alice.chat.choose(marked('own'), words.messages.retract.menu)
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectClipped(page)
  await page.keyboard.press('Escape')
  await page.getByRole('searchbox', { name: words.messages.search }).fill(marked('plain'))
  await expect(page.getByRole('list', { name: words.search.messages }).getByRole('listitem')).toHaveCount(1)
  await expectClipped(page)
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('option')).toHaveCount(1)
  await expectClipped(page)

  await alice.profile.goto(bob.user.username)
  await expect(alice.profile.heading(bobName)).toBeVisible()
  await expectClipped(page)
  for (const choice of [words.person.block.menu, words.person.report]) {
    await alice.profile.choose(bobName, choice)
    await expect(alice.profile.dialog()).toBeVisible()
    await expectClipped(page)
    await page.keyboard.press('Escape')
  }

  await alice.friends.goto()
  await alice.shell.expectLive()
  await carol.api.request(alice.user.id)
  await expect(alice.friends.acceptButton(carolName)).toBeVisible()
  await alice.friends.declineButton(carolName).click()
  await expect(page.getByText(words.person.done.decline(carolName)).first()).toBeVisible()
  await expectClipped(page)
  await page.goto('/notifications')
  await expect(page.getByText(carolName).first()).toBeVisible()
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
