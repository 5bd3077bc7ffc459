import { type BrowserContext, expect, type Page } from '@playwright/test'
import { en } from '@/components/strings/en'
import { Shell } from '@/e2e/pages/shell'
import { createDeferred } from '@/e2e/support/deferred'
import { befriend, type Person } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'

interface Screen {
  path: string
  /** Requests that the page has answered already. */
  answered: RegExp[]
  /** Texts of the page's own HTML. */
  texts: string[]
}

const SECTIONS = ['messages', 'people', 'settings'] as const

/** Gives Alice a friend with a conversation, and a request, and lists her screens by section. */
async function screensOf(
  alice: Person,
  bob: Person,
  carol: Person,
): Promise<Record<(typeof SECTIONS)[number], Screen[]>> {
  const id = await befriend(alice, bob)
  await carol.api.request(alice.user.id)
  await bob.api.send(id, 'The first of two messages')
  const { seq } = await bob.api.send(id, 'Dinner at eight?')
  await alice.api.markRead(id, seq) // Reading would change the counts, and the tab would fetch them.
  const me = /^\/api\/me$/
  const profile = /^\/api\/users\//
  const list = /^\/api\/messages\/(conversations|drafts)$/
  const conversation = [me, profile, list, new RegExp(`^/api/messages/(conversations/)?${id}$`)]
  const friends = [me, /^\/api\/friends\/(list|suggestions)$/]
  return {
    messages: [
      { path: '/messages', answered: [me, list], texts: ['Bob', 'Dinner at eight?'] },
      { path: `/messages/${id}`, answered: conversation, texts: ['Bob', 'The first of two messages'] },
      { path: `/messages/${id}?at=1`, answered: conversation, texts: ['The first of two messages'] },
    ],
    people: [
      { path: '/friends', answered: friends, texts: ['Bob', 'Carol'] },
      { path: '/notifications', answered: [/^\/api\/notifications$/], texts: ['Carol'] },
      { path: `/u/${bob.user.username}`, answered: [me, profile], texts: ['Bob', `@${bob.user.username}`] },
    ],
    settings: [
      { path: '/settings', answered: [me], texts: ['Alice', en.you.profile.title] },
      { path: '/settings/devices', answered: [me, /^\/api\/me\/sessions$/], texts: [en.you.devices.title] },
      { path: '/settings/blocked', answered: friends, texts: [en.you.blocked.none] },
    ],
  }
}

for (const section of SECTIONS) {
  test(`a first load of ${section} makes none of the requests that the page has answered`, async ({
    alice,
    bob,
    newPerson,
  }) => {
    const screens = await screensOf(alice, bob, await newPerson('Carol'))
    for (const { path, answered } of screens[section]) {
      const { page, calls, errors } = await newPage(alice.context)
      await page.goto(path)
      await new Shell(page).expectLive()
      const repeated = calls.filter((call) => answered.some((known) => known.test(call)))
      expect(repeated, `${path} asks again`).toEqual([])
      expect(
        calls.filter((call) => call.includes('_rsc=')),
        `${path} prefetches pages`,
      ).toEqual([])
      expect(errors, `${path} has errors`).toEqual([])
      await page.close()
    }
  })

  test(`the HTML of ${section} has its content without JavaScript`, async ({ alice, bob, newPerson, browser }) => {
    const screens = await screensOf(alice, bob, await newPerson('Carol'))
    const storageState = await alice.context.storageState()
    const context = await browser.newContext({ storageState, javaScriptEnabled: false })
    const page = await context.newPage()
    for (const { path, texts } of screens[section]) {
      await page.goto(path)
      const main = page.getByRole('main')
      for (const text of texts) await expect(main.getByText(text).first(), path).toBeVisible()
      await expect(main.getByRole('status', { name: /loading/i }), path).toHaveCount(0)
    }
    await context.close()
  })
}

test('an event after the page was rendered is applied to what the page brought', async ({ alice, bob }) => {
  const id = await befriend(alice, bob)
  await bob.api.send(id, 'before the page')
  const sent = createDeferred()
  await alice.page.route(/\/_next\/static\/.*\.js/, async (route) => {
    await sent.passed
    await route.continue()
  })
  await alice.page.goto(`/messages/${id}`, { waitUntil: 'commit' })
  await expect(alice.chat.message('before the page')).toBeVisible()
  await bob.api.send(id, 'after the page')
  sent.open()
  await expect(alice.chat.message('after the page')).toBeVisible()
})

async function newPage(context: BrowserContext): Promise<{ page: Page; calls: string[]; errors: string[] }> {
  const page = await context.newPage()
  const calls: string[] = []
  const errors: string[] = []
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url())
    if (request.method() === 'GET' && pathname.startsWith('/api/')) calls.push(pathname)
    if (search.includes('_rsc=')) calls.push(`${pathname}${search}`)
  })
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  return { page, calls, errors }
}
