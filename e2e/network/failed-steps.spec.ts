import { expect, type Route } from '@playwright/test'
import { en } from '@/components/strings/en'
import { befriend, type Person } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'

/** How a call can come to nothing. */
const FAILURES: Record<string, (route: Route) => unknown> = {
  'answers 500': (route) => route.fulfill({ status: 500 }),
  'answers 403': (route) => route.fulfill({ status: 403 }),
  'is lost': (route) => route.abort('connectionreset'),
  'never answers': () => {},
  'answers with a page of a proxy': (route) => route.fulfill({ status: 200, body: '<h1>Wait</h1>' }),
}

/** Has the first `times` requests come to nothing; answers with how many there were. */
async function failFirst({ page }: Person, url: string | RegExp, fail: (route: Route) => unknown, times = 1) {
  const asked = { count: 0 }
  await page.route(url, async (route) => {
    asked.count++
    await (asked.count <= times ? fail(route) : route.fallback())
  })
  return asked
}

/** Live in earnest: what somebody else writes arrives, although this tab asks for nothing. */
async function expectHeard(alice: Person, bob: Person, id: string, body: string) {
  await alice.shell.expectLive()
  await alice.page.route('**/api/sync*', (route) => route.abort())
  await bob.api.send(id, body)
  await expect(alice.chat.message(body)).toBeVisible()
}

async function open({ page, chat }: Person, id: string, friend: Person) {
  await page.goto(`/messages/${id}`)
  await chat.expectOpen(friend.user)
}

for (const [how, fail] of Object.entries(FAILURES))
  test(`news comes live although the first authorisation ${how}`, async ({ alice, bob }) => {
    const id = await befriend(alice, bob)
    const asked = await failFirst(alice, '**/api/realtime/auth', fail)
    await open(alice, id, bob)
    await expect.poll(() => asked.count, { timeout: 20_000 }).toBe(2)
    await expectHeard(alice, bob, id, 'Heard')
  })

for (const [step, url] of [
  ['where the broker is cannot be asked', '**/api/realtime/config'],
  ['who is online cannot be asked', '**/api/friends/online'],
  ['the log cannot be read', '**/api/sync*'],
] as const)
  test(`news comes live although ${step} at first`, async ({ alice, bob }) => {
    const id = await befriend(alice, bob)
    const asked = await failFirst(alice, url, (route) => route.abort(), 3)
    await open(alice, id, bob)
    await expect.poll(() => asked.count, { timeout: 20_000 }).toBeGreaterThan(3)
    await expectHeard(alice, bob, id, 'Heard')
  })

test('news comes live although the socket client could not be loaded at first', async ({ alice, bob }) => {
  const id = await befriend(alice, bob)
  let failed = 0
  await alice.page.route('**/_next/static/chunks/**', async (route) => {
    const response = await route.fetch()
    const isClient = (await response.text()).includes('pusher:subscribe')
    if (!isClient || failed === 5) return route.fulfill({ response })
    failed++
    return route.abort()
  })
  await open(alice, id, bob)
  await expect.poll(() => failed, { timeout: 20_000 }).toBe(5)
  await expectHeard(alice, bob, id, 'Heard')
})

test('what is read is told although telling failed at first', async ({ alice, bob }) => {
  const id = await befriend(alice, bob)
  await bob.api.send(id, 'Read me')
  await bob.openChat(alice)
  const asked = await failFirst(alice, '**/api/messages/mark-read', (route) => route.fulfill({ status: 503 }), 2)
  await open(alice, id, bob)
  await expect.poll(() => asked.count).toBeGreaterThan(2)
  await expect(bob.chat.state('read')).toBeVisible()
  await expect(bob.page.getByText(en.live.polling)).toHaveCount(0)
})
