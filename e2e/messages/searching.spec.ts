import { expect } from '@playwright/test'
import { en } from '@/components/strings/en'
import { befriend, type Person } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'

/** Creates a long conversation; every tenth message contains "apples". */
async function withHistory(alice: Person, bob: Person, messages: number) {
  const id = await befriend(alice, bob)
  for (let number = 1; number <= messages; number++) {
    const { api } = number % 20 === 0 ? bob : alice
    await api.send(id, number % 10 === 0 ? `apples number ${number}` : `word ${number}`)
  }
  await alice.api.markRead(id, messages)
  await bob.api.markRead(id, messages)
  // New messages are indexed with a delay, and an open search does not update its results.
  await expect.poll(() => alice.api.countFound('apples', id)).toBe(messages / 10)
  return id
}

const field = ({ page }: Person) => page.getByRole('searchbox', { name: en.messages.search })
const hits = ({ page }: Person) => page.getByRole('list', { name: en.search.messages }).getByRole('listitem')

test('a search result opens its message with the messages around it, and a button leads to the newest', async ({
  alice,
  bob,
}) => {
  const id = await withHistory(alice, bob, 150)
  await alice.conversations.goto()
  await alice.shell.expectLive()
  await expect(async () => {
    await field(alice).fill('')
    await field(alice).fill('APPLES')
    await expect(hits(alice)).toHaveCount(15, { timeout: 2000 })
  }).toPass()
  await expect(hits(alice).first().locator('mark')).toHaveText('apples')

  const hit = hits(alice).filter({ hasText: 'number 50' })
  await expect(hit).toContainText(en.search.me)
  await hit.getByRole('link').click()
  await expect(alice.page).toHaveURL(`/messages/${id}?at=50`)
  await expect(alice.chat.message('apples number 50')).toBeInViewport()
  await expect(alice.chat.message('word 49')).toBeInViewport()
  await expect(alice.chat.message('word 51')).toBeInViewport()
  await expect(alice.chat.message('apples number 150')).toHaveCount(0)

  await bob.api.send(id, 'while she was away')
  await alice.shell.expectUnread('1 unread message')
  await expect(alice.chat.message('while she was away')).toHaveCount(0)
  await expect(async () => {
    await alice.chat.pane().evaluate((pane) => pane.scrollTo({ top: pane.scrollHeight }))
    await expect(alice.chat.message('while she was away')).toBeInViewport({ timeout: 500 })
  }).toPass()
  const bodies = await alice.chat.bodies()
  expect(new Set(bodies).size).toBe(bodies.length)
  expect(bodies.slice(-3)).toEqual(['word 149', 'apples number 150', 'while she was away'])
  await alice.shell.expectUnread('')
  await bob.api.send(id, 'and now')
  await expect(alice.chat.message('and now')).toBeInViewport()
})

test('a message is found whatever the case and accents of the query, and the matches are highlighted', async ({
  alice,
  bob,
}) => {
  const id = await befriend(alice, bob)
  await alice.api.send(id, 'Im Café an der Straße nach İstanbul, don’t forget 👍🏽')
  await expect.poll(() => alice.api.countFound('cafe', id)).toBe(1)
  await alice.conversations.goto()
  const marks = hits(alice).first().locator('mark')
  for (const [typed, written] of [
    ['cafe strasse', ['Café', 'Straße']],
    ['ISTANBUL', ['İstanbul']],
    ["don't", ['don’t']],
    ['👍', ['👍🏽']],
  ] as const) {
    await field(alice).fill(typed)
    await expect(marks).toHaveText([...written])
  }
})

test('from a search result one can scroll to the first message, and one button leads to the newest', async ({
  alice,
  bob,
}) => {
  const id = await withHistory(alice, bob, 120)
  await alice.page.goto(`/messages/${id}?at=60`)
  await expect(alice.chat.message('apples number 60')).toBeInViewport()
  await expect(async () => {
    await alice.chat.pane().evaluate((pane) => pane.scrollTo({ top: 0 }))
    await expect(alice.chat.message('word 1')).toBeInViewport({ timeout: 500 })
  }).toPass()
  await expect(alice.chat.message('apples number 120')).toHaveCount(0)
  await alice.chat.newestButton(en.messages.toNewest).click()
  await expect(alice.page).toHaveURL(`/messages/${id}`)
  await expect(alice.chat.message('apples number 120')).toBeInViewport()

  await alice.page.goto(`/messages/${id}?at=60`)
  await expect(alice.chat.message('apples number 60')).toBeInViewport()
  await alice.chat.send('written far from the end')
  await expect(alice.chat.message('written far from the end')).toBeInViewport()
  await expect(alice.page).toHaveURL(`/messages/${id}`)
})

test('a search can be limited to one person and to dates', async ({ alice, bob }) => {
  await withHistory(alice, bob, 40)
  await alice.conversations.goto()
  await expect(async () => {
    await field(alice).fill('')
    await field(alice).fill('apples')
    await expect(hits(alice)).toHaveCount(4, { timeout: 2000 })
  }).toPass()
  await alice.page.getByLabel(en.search.from).selectOption('Bob')
  await expect(hits(alice)).toHaveCount(2)
  await expect(hits(alice).first()).toContainText('Bob')
  await alice.page.getByLabel(en.search.from).selectOption(en.search.me)
  await expect(hits(alice).filter({ hasText: 'number 10' })).toHaveCount(1)
  await alice.page.getByLabel(en.search.period).selectOption(en.search.periods.week)
  await expect(hits(alice)).toHaveCount(2)
  await alice.page.getByLabel(en.search.period).selectOption(en.search.periods.dates)
  await alice.page.getByLabel(en.search.lastDay).fill('2020-01-01')
  await expect(alice.page.getByText(en.search.nothing)).toBeVisible()
  await field(alice).fill('a')
  await expect(alice.page.getByText(en.search.tooShort)).toBeVisible()
})

test('a search in a conversation steps through its matches and returns to the composer', async ({ alice, bob }) => {
  const id = await withHistory(alice, bob, 100)
  await alice.openChat(bob)
  const { page } = alice
  await page.getByRole('button', { name: en.search.open }).click()
  const box = page.getByRole('searchbox', { name: en.search.here('Bob') })
  await expect(box).toBeFocused()
  const place = (at: number) => page.getByRole('status').getByText(en.search.place(at, 10, false))
  await expect(async () => {
    await box.fill('')
    await box.fill('apples')
    await expect(place(1)).toBeVisible({ timeout: 2000 })
  }).toPass()
  await expect(alice.chat.message('apples number 100')).toBeInViewport()
  await box.press('Enter')
  await expect(alice.chat.message('apples number 90')).toBeInViewport()
  await page.getByRole('button', { name: en.search.older }).click()
  await page.getByRole('button', { name: en.search.older }).click()
  await expect(place(4)).toBeVisible()
  await expect(alice.chat.message('apples number 70')).toBeInViewport()
  await page.getByRole('button', { name: en.search.newer }).click()
  await expect(alice.chat.message('apples number 80')).toBeInViewport()
  await box.fill('nowhere to be found')
  await expect(page.getByRole('status').getByText(en.search.noMatch)).toBeVisible()
  await box.press('Escape')
  await expect(box).toHaveValue('')
  await box.press('Escape')
  await expect(box).toHaveCount(0)
  await expect(page).toHaveURL(new RegExp(`/messages/${id}`))
})

test('the conversation with a friend has a URL with their username', async ({ alice, bob, newPerson }) => {
  await befriend(alice, bob)
  await alice.page.goto(`/messages/with/${bob.user.username}`)
  await alice.chat.expectOpen(bob.user)
  const stranger = await newPerson('Stranger')
  await stranger.page.goto(`/messages/with/${bob.user.username}`)
  await expect(stranger.profile.missing().first()).toBeVisible()
  await alice.api.block(bob.user.id)
  await bob.page.goto(`/messages/with/${alice.user.username}`)
  await expect(bob.profile.missing().first()).toBeVisible()
})

const marks = ({ chat }: Person) => chat.log().locator('mark')

test('the words of a search stay marked in the message that it found, until the reader goes on', async ({
  alice,
  bob,
}) => {
  const id = await befriend(alice, bob)
  const body = 'Das **Café** an der Straße: https://example.org/cafe\n```\ncafe()\n```\n||Café||'
  await bob.api.send(id, `${body}`)
  await bob.api.send(id, 'The café is open')
  await bob.api.send(id, `${'long\n'.repeat(40)}and the cafe is at the end`)
  await expect.poll(() => alice.api.countFound('cafe', id)).toBe(3)
  await alice.conversations.goto()
  await alice.shell.expectLive()
  await field(alice).fill('CAFE strasse')
  await hits(alice).first().getByRole('link').click()
  await expect(marks(alice).filter({ visible: true })).toHaveText(['Café', 'Straße', 'cafe', 'cafe'])
  await expect(alice.chat.row('The café is open').locator('mark')).toHaveCount(0)

  await field(alice).fill('cafe')
  await expect(hits(alice)).toHaveCount(3)
  await hits(alice).filter({ hasText: 'is open' }).getByRole('link').click()
  await expect(marks(alice)).toHaveText(['café'])
  await hits(alice).filter({ hasText: 'at the end' }).getByRole('link').click()
  await expect(marks(alice)).toHaveText(['cafe'])
  await expect(marks(alice)).toBeVisible()
  await alice.chat.send('I was there')
  await expect(alice.chat.message('I was there')).toBeInViewport()
  await expect(marks(alice)).toHaveCount(0)
})

test('a search in a conversation marks its words in the current match, until it is closed', async ({ alice, bob }) => {
  const id = await befriend(alice, bob)
  for (const body of ['first plum', 'second plum', 'third fig']) await bob.api.send(id, body)
  await expect.poll(() => alice.api.countFound('plum', id)).toBe(2)
  await alice.openChat(bob)
  const { page } = alice
  await page.getByRole('button', { name: en.search.open }).click()
  const box = page.getByRole('searchbox', { name: en.search.here('Bob') })
  await box.fill('plum')
  await expect(alice.chat.row('second plum').locator('mark')).toHaveText('plum')
  await box.press('Enter')
  await expect(alice.chat.row('first plum').locator('mark')).toHaveText('plum')
  await expect(marks(alice)).toHaveCount(1)
  await box.fill('second')
  await expect(marks(alice)).toHaveText(['second'])
  await page.getByRole('button', { name: en.search.close }).click()
  await expect(marks(alice)).toHaveCount(0)
})
