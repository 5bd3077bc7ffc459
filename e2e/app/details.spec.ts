import { expect, type Page } from '@playwright/test'
import { en } from '@/components/strings/en'
import { befriend } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
const details = (page: Page, name: string) => page.getByRole('complementary', { name: en.frame.details(name) })
const header = (page: Page, name: string) => page.getByRole('heading', { level: 2 }).getByRole('link', { name })

test.describe('on a wide screen', () => {
  test.use({ viewport: { width: 1440, height: 900 } })

  test('a profile opens beside its conversation, which keeps its draft and scroll position, and Escape closes it', async ({
    alice,
    bob,
  }) => {
    await alice.page.setViewportSize({ width: 1440, height: 900 })
    const id = await befriend(alice, bob)
    for (let line = 1; line <= 40; line++) await bob.api.send(id, `line ${line}`)
    await alice.api.markRead(id, 40)
    await alice.openChat(bob)
    await expect(alice.chat.message('line 40')).toBeVisible()
    await alice.page.getByRole('textbox', { name: en.messages.writeLabel }).fill('half a thought')
    await alice.chat.pane().evaluate((pane) => pane.scrollTo({ top: 200 }))
    await header(alice.page, 'Bob').click()
    const panel = details(alice.page, 'Bob')
    await expect(panel.getByRole('heading', { name: 'Bob' })).toBeVisible()
    await expect(panel).toBeFocused()
    expect((await panel.boundingBox())?.width).toBe(340)
    await expect(alice.page.getByRole('textbox', { name: en.messages.writeLabel })).toHaveValue('half a thought')
    await expect(alice.page.getByRole('log')).toBeVisible()
    await alice.page.reload()
    await expect(panel.getByRole('heading', { name: 'Bob' })).toBeVisible()
    await panel.focus()
    await alice.page.keyboard.press('Escape')
    await expect(panel).toHaveCount(0)
    await expect(alice.page).toHaveURL(`/messages/${id}`)
  })

  test('the search of a conversation opens from the details of a friend, and the header has the same actions', async ({
    alice,
    bob,
  }) => {
    await alice.page.setViewportSize({ width: 1440, height: 900 })
    await befriend(alice, bob)
    await alice.openChat(bob)
    await header(alice.page, 'Bob').click()
    await details(alice.page, 'Bob').getByRole('button', { name: en.frame.findInConversation }).click()
    await expect(alice.page.getByRole('searchbox', { name: en.search.here('Bob') })).toBeFocused()
    await alice.page.getByRole('button', { name: en.person.more('Bob') }).click()
    for (const label of [en.frame.showProfile, en.frame.findInConversation, en.person.block.menu, en.person.report])
      await expect(alice.page.getByRole('menuitem', { name: label })).toBeVisible()
  })

  test('a label of the rail appears at once for the pointer and for the keyboard, and the rail has the own profile', async ({
    alice,
  }) => {
    await alice.page.setViewportSize({ width: 1440, height: 900 })
    await alice.page.goto('/friends')
    await alice.shell.expectLive()
    const link = alice.shell.section(en.notifications.title)
    const label = link.getByText(en.notifications.title)
    expect((await label.boundingBox())?.width).toBe(1)
    await link.hover()
    expect((await label.boundingBox())?.width).toBeGreaterThan(60)
    await alice.page.mouse.move(700, 400)
    await link.focus()
    await alice.page.keyboard.press('Shift+Tab')
    await alice.page.keyboard.press('Tab')
    expect((await label.boundingBox())?.width).toBeGreaterThan(60)
    await alice.shell.section(en.frame.ownProfile).click()
    await expect(alice.profile.heading('Alice')).toBeVisible()
    await expect(alice.shell.section(en.frame.ownProfile)).toHaveAttribute('aria-current', 'page')
  })
})

test('on a phone a profile is a screen, and its way back leads to the conversation with its draft', async ({
  newPerson,
  bob,
}) => {
  const alice = await newPerson('Alice', PHONE)
  await befriend(alice, bob)
  await alice.openChat(bob)
  await alice.page.getByRole('textbox', { name: en.messages.writeLabel }).fill('half a thought')
  await header(alice.page, 'Bob').click()
  await expect(alice.profile.heading('Bob')).toBeVisible()
  await expect(alice.page.getByRole('log')).toBeHidden()
  await alice.page.getByRole('button', { name: en.person.back, exact: true }).click()
  await expect(alice.profile.heading('Bob')).toHaveCount(0)
  await expect(alice.page.getByRole('textbox', { name: en.messages.writeLabel })).toHaveValue('half a thought')
})

test('an address of a profile opens it with Friends lit in the navigation, and an unknown one has a heading', async ({
  alice,
  bob,
}) => {
  await alice.profile.goto(bob.user.username)
  await expect(alice.profile.heading('Bob')).toBeVisible()
  await expect(alice.shell.section(en.friends.title)).toHaveAttribute('aria-current', 'page')
  await alice.profile.goto('nobody_at_all')
  await expect(alice.page.getByRole('heading', { level: 1, name: en.person.gone })).toBeVisible()
})

test('an accepted request in the notifications leads to the conversation', async ({ alice, bob }) => {
  await befriend(alice, bob)
  await alice.page.goto('/notifications')
  await alice.page.getByRole('list', { name: en.notifications.list }).getByRole('link', { name: 'Bob' }).click()
  await expect(alice.page).toHaveURL(/\/messages\/[0-9a-f-]{36}$/)
  await alice.chat.expectOpen(bob.user)
})
