import { expect, type Page } from '@playwright/test'
import { en } from '@/components/strings/en'
import { AccountForms } from '@/e2e/pages/account-forms'
import { ConversationPage } from '@/e2e/pages/conversation'
import { SettingsPage } from '@/e2e/pages/settings'
import { Api, PASSWORD } from '@/e2e/support/api'
import { befriend, type Person, signedInWith } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'

/** Opens the path in a tab that can be suspended. */
async function openTab(page: Page, address: string) {
  // Added before any script of the page, so that these listeners can stop events for the others.
  await page.addInitScript(() => {
    const hold = (event: Event) => Reflect.get(window, 'isSuspended') && event.stopImmediatePropagation()
    for (const name of ['storage', 'pageshow']) addEventListener(name, hold)
    document.addEventListener('visibilitychange', hold)
  })
  await page.goto(address)
}

/**
 * Suspends the tab until it is loaded again: it receives no events, and of its requests only those to `allowedUrl` reach
 * the server, so that the server has to refuse them.
 */
async function suspendTab(page: Page, allowedUrl: RegExp) {
  let isSuspended = true
  page.on('request', (request) => {
    if (request.isNavigationRequest()) isSuspended = false
  })
  await page.route('**/api/**', (route) =>
    isSuspended && !allowedUrl.test(route.request().url()) ? route.abort() : route.fallback(),
  )
  await page.evaluate(() => Reflect.set(window, 'isSuspended', true))
}

/** Signs in as another user in a further tab of the browser, after signing out there. */
async function switchUser(page: Page, username: string) {
  await page.goto('/settings')
  await page.getByRole('button', { name: en.account.signOut }).click()
  await expect(page).toHaveURL('/sign-in')
  await signInAs(page, username)
}

async function signInAs(page: Page, username: string) {
  await new AccountForms(page).signIn(username, PASSWORD)
  await expect(page).toHaveURL('/messages')
}

const SEND = /\/api\/messages\/send$/
const DRAFTS = /\/api\/messages\/drafts$/

/** Counts the loads of the page from now on. */
function countLoads(page: Page) {
  let loads = 0
  page.on('load', () => loads++)
  return () => loads
}

/** Opens the conversation of Alice with Carol in a tab, suspends it, and signs in Carol in another tab. */
async function suspendAndSwitchUser(alice: Person, carol: { user: Person['user']; api: Api }, allowedUrl: RegExp) {
  const id = await befriend(alice, carol)
  const otherTab = await alice.context.newPage()
  await openTab(alice.page, `/messages/${id}`)
  await alice.chat.expectOpen(carol.user)
  await alice.shell.expectLive()
  await suspendTab(alice.page, allowedUrl)
  await switchUser(otherTab, carol.user.username)
  return { id, otherTab }
}

const databases = (page: Page) => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))

test('a message written while another user is signed in is not sent until its author signs in', async ({
  alice,
  newHttp,
}) => {
  const carol = await signedInWith(await newHttp(), 'Carol')
  const { id, otherTab } = await suspendAndSwitchUser(alice, carol, SEND)
  const loads = countLoads(alice.page)
  const refused = alice.page.waitForResponse((response) => SEND.test(response.url()))
  await alice.chat.send('Written as Alice')
  expect((await refused).status()).toBe(409)
  await alice.chat.expectOpen(alice.user) // This is Carol's view, in which the peer is Alice.
  await expect(alice.chat.composer('Alice')).toHaveValue('')
  await alice.shell.expectLive()
  await expect(alice.page.getByText('Written as Alice')).toHaveCount(0)
  expect(loads()).toBe(1)
  expect((await carol.api.history(id)).items).toEqual([])
  await expect.poll(() => databases(otherTab)).toEqual([`kith.${carol.user.id}`])

  await switchUser(otherTab, alice.user.username)
  await otherTab.goto(`/messages/${id}`)
  const chat = new ConversationPage(otherTab)
  await expect(chat.log().getByRole('alert')).toContainText(en.messages.states.failed)
  await chat.log().getByRole('button', { name: en.messages.retry }).click()
  await expect(chat.state('stored')).toBeVisible()
  const { items } = await carol.api.history(id)
  expect(items.map(({ body, senderId }) => [body, senderId])).toEqual([['Written as Alice', alice.user.id]])
})

test('a text half written while another user is signed in stays a draft of its author', async ({ alice, newHttp }) => {
  const carol = await signedInWith(await newHttp(), 'Carol')
  const { id, otherTab } = await suspendAndSwitchUser(alice, carol, DRAFTS)
  const refused = alice.page.waitForResponse((response) => DRAFTS.test(response.url()))
  await alice.chat.composer('Carol').fill('Half a thought of Alice')
  expect((await refused).status()).toBe(409)
  await alice.chat.expectOpen(alice.user)
  await expect(alice.chat.composer('Alice')).toHaveValue('')
  expect(await (await carol.api.http.get('/api/messages/drafts')).json()).toMatchObject({ items: [] })

  await switchUser(otherTab, alice.user.username)
  await otherTab.goto(`/messages/${id}`)
  await expect(new ConversationPage(otherTab).composer('Carol')).toHaveValue('Half a thought of Alice')
})

for (const [what, allowedUrl, act] of [
  [
    'a change of the profile',
    /\/api\/me$/,
    async (settings: SettingsPage) => {
      await settings.bio().fill('I am Alice')
      await settings.saveButton().click()
    },
  ],
  ['signing out', /\/api\/auth\//, (settings: SettingsPage) => settings.signOutHere().click()],
] as const)
  test(`${what} in a tab that shows another user does not affect the user who is signed in`, async ({
    alice,
    newHttp,
  }) => {
    const carol = await signedInWith(await newHttp(), 'Carol')
    const settings = new SettingsPage(alice.page)
    await openTab(alice.page, '/settings')
    await alice.shell.expectLive()
    await suspendTab(alice.page, allowedUrl)
    await switchUser(await alice.context.newPage(), carol.user.username)
    await act(settings)
    await expect(settings.name()).toHaveValue('Carol')
    const { user } = await new Api(alice.context.request).me()
    expect(user).toMatchObject({ id: carol.user.id, bio: '' })
  })

test('details fetched for one user are not shown in a tab of another user', async ({ alice, bob, newHttp }) => {
  await befriend(alice, bob)
  const carol = await signedInWith(await newHttp(), 'Carol')
  const otherTab = await alice.context.newPage()
  await openTab(alice.page, '/friends')
  await alice.shell.expectLive()
  await suspendTab(alice.page, /\/api\/users\//)
  await switchUser(otherTab, carol.user.username)
  const loads = countLoads(alice.page)
  await alice.page.getByRole('link', { name: 'Bob' }).first().click()
  await expect(alice.page).toHaveURL(`/friends?person=${bob.user.id}`)
  await expect(alice.profile.requestButton('Bob')).toBeVisible() // Carol and Bob are not friends.
  await expect.poll(loads).toBe(1)
})

test('a tab that missed two changes of the user keeps its own user, in their new session', async ({
  alice,
  newHttp,
}) => {
  const carol = await signedInWith(await newHttp(), 'Carol')
  const { id, otherTab } = await suspendAndSwitchUser(alice, carol, SEND)
  await switchUser(otherTab, alice.user.username)
  const loads = countLoads(alice.page)
  await alice.chat.send('It is me again')
  await expect(alice.chat.message('It is me again')).toBeVisible()
  await expect
    .poll(async () => (await carol.api.history(id)).items.map(({ senderId }) => senderId))
    .toEqual([alice.user.id])
  expect(loads()).toBe(0)
})

test('a message written after the session ended is not sent until its author signs in again', async ({
  alice,
  bob,
  newHttp,
}) => {
  const id = await befriend(alice, bob)
  await openTab(alice.page, `/messages/${id}`)
  await alice.chat.expectOpen(bob.user)
  await alice.shell.expectLive()
  await suspendTab(alice.page, SEND)
  const elsewhere = new Api(await newHttp())
  await elsewhere.signIn(alice.user.username)
  await expect(await elsewhere.http.delete('/api/me/sessions')).toBeOK()
  await alice.chat.send('Written too late')
  await expect(alice.page).toHaveURL(`/sign-in?next=${encodeURIComponent(`/messages/${id}`)}`)
  await new AccountForms(alice.page).signIn(alice.user.username, PASSWORD)
  await expect(alice.page).toHaveURL(`/messages/${id}`)
  await alice.chat.log().getByRole('button', { name: en.messages.retry }).click()
  await expect(alice.chat.state('stored')).toBeVisible()
  expect((await bob.api.history(id)).items.map(({ body }) => body)).toEqual(['Written too late'])
})

test('a message stored on the device while others are signed in is sent when its author is back', async ({
  alice,
  bob,
  newHttp,
}) => {
  const carol = await signedInWith(await newHttp(), 'Carol')
  const id = await befriend(alice, bob)
  await alice.openChat(bob)
  await alice.context.setOffline(true)
  await alice.chat.send('Written in a tunnel')
  await expect(alice.chat.state('queued')).toBeVisible()
  await alice.page.close()
  await alice.context.setOffline(false)
  const elsewhere = new Api(await newHttp())
  await elsewhere.signIn(alice.user.username)
  await expect(await elsewhere.http.delete('/api/me/sessions')).toBeOK()

  const page = await alice.context.newPage()
  await page.goto('/sign-in')
  await signInAs(page, carol.user.username)
  await expect.poll(() => databases(page)).toEqual([`kith.${carol.user.id}`])
  expect((await bob.api.history(id)).items).toEqual([])
  await switchUser(page, alice.user.username)
  await expect
    .poll(async () => (await bob.api.history(id)).items.map(({ body, senderId }) => [body, senderId]))
    .toEqual([['Written in a tunnel', alice.user.id]])
})

test('a sign-out that was delayed by the network does not end the session of a user who signed in meanwhile', async ({
  newPerson,
  newHttp,
}) => {
  const carol = await signedInWith(await newHttp(), 'Carol')
  const alice = await newPerson('Alice', { serviceWorkers: 'allow' })
  await alice.page.goto('/settings')
  await alice.page.evaluate(() => navigator.serviceWorker.ready)
  await expect.poll(() => alice.page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true)
  await alice.context.setOffline(true)
  await alice.page.getByRole('button', { name: en.account.signOut }).click()
  await expect(alice.page.getByRole('heading', { name: en.offline.title })).toBeVisible()
  const here = new Api(alice.context.request)
  await alice.context.setOffline(false)
  await here.signIn(carol.user.username)
  await alice.page.goto('/messages')
  await expect(alice.page).toHaveURL('/messages')
  expect((await here.me()).user.id).toBe(carol.user.id)
})

test('signing out deletes the unsent messages of every tab', async ({ alice, bob }) => {
  await befriend(alice, bob)
  const otherTab = await alice.context.newPage()
  await alice.openChat(bob)
  await alice.page.route(SEND, (route) =>
    route.fulfill({ status: 403, json: { status: 403, code: 'not_friends', detail: 'You are not friends.' } }),
  )
  await alice.chat.send('Never to be read')
  await expect(alice.chat.log().getByRole('alert')).toBeVisible()
  await otherTab.goto('/settings')
  await otherTab.getByRole('button', { name: en.account.signOut }).click()
  await expect(otherTab).toHaveURL('/sign-in')
  await expect(alice.page).toHaveURL(/\/sign-in\?next=/)
  await expect.poll(() => databases(otherTab)).toEqual([])
  const keys = await otherTab.evaluate(() => Object.keys(localStorage))
  expect(keys.filter((key) => key.startsWith('kith.') && key !== 'kith.theme')).toEqual([])
})
