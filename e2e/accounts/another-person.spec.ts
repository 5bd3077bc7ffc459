import { expect, type Page } from '@playwright/test'
import { en } from '@/components/strings/en'
import { AccountForms } from '@/e2e/pages/account-forms'
import { ConversationPage } from '@/e2e/pages/conversation'
import { SettingsPage } from '@/e2e/pages/settings'
import { Api, PASSWORD } from '@/e2e/support/api'
import { befriend, type Person, signedInWith } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'

/** Opens the address in a tab that can fall asleep. */
async function openTab(page: Page, address: string) {
  // Before any script of the page: its own listeners hear what these let through.
  await page.addInitScript(() => {
    const hold = (event: Event) => Reflect.get(window, 'isAsleep') && event.stopImmediatePropagation()
    for (const name of ['storage', 'pageshow']) addEventListener(name, hold)
    document.addEventListener('visibilitychange', hold)
  })
  await page.goto(address)
}

/**
 * From now on the page hears of nothing, and of what it asks only `heard` reaches the server: so it is the server that
 * refuses. It wakes up when it is loaded anew.
 */
async function fallAsleep(page: Page, heard: RegExp) {
  let isAsleep = true
  page.on('request', (request) => {
    if (request.isNavigationRequest()) isAsleep = false
  })
  await page.route('**/api/**', (route) =>
    isAsleep && !heard.test(route.request().url()) ? route.abort() : route.fallback(),
  )
  await page.evaluate(() => Reflect.set(window, 'isAsleep', true))
}

/** Signs in in a tab beside the others of the browser, where whoever was there has signed out before. */
async function changePerson(page: Page, username: string) {
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

/** How often the page is loaded from now on. */
function countLoads(page: Page) {
  let loads = 0
  page.on('load', () => loads++)
  return () => loads
}

/** Alice in a chat with Carol in a tab that sleeps while Carol signs in beside it. */
async function sleepingBeside(alice: Person, carol: { user: Person['user']; api: Api }, heard: RegExp) {
  const id = await befriend(alice, carol)
  const beside = await alice.context.newPage()
  await openTab(alice.page, `/messages/${id}`)
  await alice.chat.expectOpen(carol.user)
  await alice.shell.expectLive()
  await fallAsleep(alice.page, heard)
  await changePerson(beside, carol.user.username)
  return { id, beside }
}

const databases = (page: Page) => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))

test('a message written while another user is signed in is not sent until its author signs in', async ({
  alice,
  newHttp,
}) => {
  const carol = await signedInWith(await newHttp(), 'Carol')
  const { id, beside } = await sleepingBeside(alice, carol, SEND)
  const loads = countLoads(alice.page)
  const refused = alice.page.waitForResponse((response) => SEND.test(response.url()))
  await alice.chat.send('Written as Alice')
  expect((await refused).status()).toBe(409)
  await alice.chat.expectOpen(alice.user) // Carol's screen: the other one is Alice.
  await expect(alice.chat.composer('Alice')).toHaveValue('')
  await alice.shell.expectLive()
  await expect(alice.page.getByText('Written as Alice')).toHaveCount(0)
  expect(loads()).toBe(1)
  expect((await carol.api.history(id)).items).toEqual([])
  await expect.poll(() => databases(beside)).toEqual([`kith.${carol.user.id}`])

  await changePerson(beside, alice.user.username)
  await beside.goto(`/messages/${id}`)
  const chat = new ConversationPage(beside)
  await expect(chat.log().getByRole('alert')).toContainText(en.messages.states.failed)
  await chat.log().getByRole('button', { name: en.messages.retry }).click()
  await expect(chat.state('stored')).toBeVisible()
  const { items } = await carol.api.history(id)
  expect(items.map(({ body, senderId }) => [body, senderId])).toEqual([['Written as Alice', alice.user.id]])
})

test('a text half written while another user is signed in stays a draft of its author', async ({ alice, newHttp }) => {
  const carol = await signedInWith(await newHttp(), 'Carol')
  const { id, beside } = await sleepingBeside(alice, carol, DRAFTS)
  const refused = alice.page.waitForResponse((response) => DRAFTS.test(response.url()))
  await alice.chat.composer('Carol').fill('Half a thought of Alice')
  expect((await refused).status()).toBe(409)
  await alice.chat.expectOpen(alice.user)
  await expect(alice.chat.composer('Alice')).toHaveValue('')
  expect(await (await carol.api.http.get('/api/messages/drafts')).json()).toMatchObject({ items: [] })

  await changePerson(beside, alice.user.username)
  await beside.goto(`/messages/${id}`)
  await expect(new ConversationPage(beside).composer('Carol')).toHaveValue('Half a thought of Alice')
})

for (const [what, heard, act] of [
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
    await fallAsleep(alice.page, heard)
    await changePerson(await alice.context.newPage(), carol.user.username)
    await act(settings)
    await expect(settings.name()).toHaveValue('Carol')
    const { user } = await new Api(alice.context.request).me()
    expect(user).toMatchObject({ id: carol.user.id, bio: '' })
  })

test('a page rendered for one user is not shown in a tab of another user', async ({ alice, bob, newHttp }) => {
  await befriend(alice, bob)
  const carol = await signedInWith(await newHttp(), 'Carol')
  const beside = await alice.context.newPage()
  await openTab(alice.page, '/friends')
  await alice.shell.expectLive()
  await fallAsleep(alice.page, /nothing at all/)
  await changePerson(beside, carol.user.username)
  const loads = countLoads(alice.page)
  await alice.page.getByRole('link', { name: 'Bob' }).first().click()
  await expect(alice.page).toHaveURL(`/u/${bob.user.username}`)
  await expect(alice.profile.requestButton('Bob')).toBeVisible() // Carol is no friend of his.
  await expect.poll(loads).toBe(1)
})

test('a tab that missed two changes of the user keeps its own user, in their new session', async ({
  alice,
  newHttp,
}) => {
  const carol = await signedInWith(await newHttp(), 'Carol')
  const { id, beside } = await sleepingBeside(alice, carol, SEND)
  await changePerson(beside, alice.user.username)
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
  await fallAsleep(alice.page, SEND)
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
  await changePerson(page, alice.user.username)
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
  const beside = await alice.context.newPage()
  await alice.openChat(bob)
  await alice.page.route(SEND, (route) =>
    route.fulfill({ status: 403, json: { status: 403, code: 'not_friends', detail: 'You are not friends.' } }),
  )
  await alice.chat.send('Never to be read')
  await expect(alice.chat.log().getByRole('alert')).toBeVisible()
  await beside.goto('/settings')
  await beside.getByRole('button', { name: en.account.signOut }).click()
  await expect(beside).toHaveURL('/sign-in')
  await expect(alice.page).toHaveURL(/\/sign-in\?next=/)
  await expect.poll(() => databases(beside)).toEqual([])
  const keys = await beside.evaluate(() => Object.keys(localStorage))
  expect(keys.filter((key) => key.startsWith('kith.') && key !== 'kith.theme')).toEqual([])
})
