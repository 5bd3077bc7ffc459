import { expect, type Route } from '@playwright/test'
import { en } from '@/components/strings/en'
import { befriend, type Person } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'

/** Ways in which a request can fail. */
const FAILURES: Record<string, (route: Route) => unknown> = {
  'answers 500': (route) => route.fulfill({ status: 500 }),
  'answers 403': (route) => route.fulfill({ status: 403 }),
  'is lost': (route) => route.abort('connectionreset'),
  'never answers': () => {},
  'answers with the HTML page of a proxy': (route) => route.fulfill({ status: 200, body: '<h1>Wait</h1>' }),
}

/** Makes the first `times` requests fail. Returns the count of requests made so far. */
async function failFirst({ page }: Person, url: string | RegExp, fail: (route: Route) => unknown, times = 1) {
  const requests = { count: 0 }
  await page.route(url, async (route) => {
    requests.count++
    await (requests.count <= times ? fail(route) : route.fallback())
  })
  return requests
}

/** Expects that a message of another user arrives by the socket: requests for events are aborted. */
async function expectReceivedLive(alice: Person, bob: Person, id: string, body: string) {
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
  test(`a tab receives events live after the first channel authorization ${how}`, async ({ alice, bob }) => {
    const id = await befriend(alice, bob)
    const requests = await failFirst(alice, '**/api/realtime/auth', fail)
    await open(alice, id, bob)
    await expect.poll(() => requests.count, { timeout: 20_000 }).toBe(2)
    await expectReceivedLive(alice, bob, id, 'Received live')
  })

for (const [step, url] of [
  ['the realtime configuration', '**/api/realtime/config'],
  ['the online friends', '**/api/friends/online'],
  ['the event log', '**/api/sync*'],
] as const)
  test(`a tab receives events live after the first requests fail for ${step}`, async ({ alice, bob }) => {
    const id = await befriend(alice, bob)
    const requests = await failFirst(alice, url, (route) => route.abort(), 3)
    await open(alice, id, bob)
    await expect.poll(() => requests.count, { timeout: 20_000 }).toBeGreaterThan(3)
    await expectReceivedLive(alice, bob, id, 'Received live')
  })

test('a tab receives events live after the socket client failed to load five times', async ({ alice, bob }) => {
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
  await expectReceivedLive(alice, bob, id, 'Received live')
})

test('the sender sees that a message was read after two failed requests to mark it read', async ({ alice, bob }) => {
  const id = await befriend(alice, bob)
  await bob.api.send(id, 'Read me')
  await bob.openChat(alice)
  const requests = await failFirst(alice, '**/api/messages/mark-read', (route) => route.fulfill({ status: 503 }), 2)
  await open(alice, id, bob)
  await expect.poll(() => requests.count).toBeGreaterThan(2)
  await expect(bob.chat.state('read')).toBeVisible()
  await expect(bob.page.getByText(en.live.polling)).toHaveCount(0)
})
