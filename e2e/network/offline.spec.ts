import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, expect, type Page } from '@playwright/test'
import { en } from '@/components/strings/en'
import { ConversationPage } from '@/e2e/pages/conversation'
import { Api } from '@/e2e/support/api'
import { expectStored } from '@/e2e/support/expect-stored-offline'
import { befriend, type Person } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'
import { findBrowser } from '@/scripts/browser.mjs'

/** Returns all data the origin stores in the browser, except the app shell and device settings. */
const storedData = (page: Page) =>
  page.evaluate(async () => ({
    databases: (await indexedDB.databases()).map(({ name }) => name),
    storage: Object.keys(localStorage).filter((key) => key.startsWith('kith.') && key !== 'kith.theme'),
  }))

const signOut = (page: Page) => page.getByRole('button', { name: en.account.signOut }).click()

async function openConversation(alice: Person, bob: Person) {
  const id = await befriend(alice, bob)
  await bob.api.send(id, 'Read me on the train')
  await alice.openChat(bob)
  await expect(alice.chat.message('Read me on the train')).toBeVisible()
  return id
}

test('offline the app opens with the messages loaded before, and sends queued ones once online', async ({
  newPerson,
  bob,
}) => {
  const alice = await newPerson('Alice', { serviceWorkers: 'allow' })
  const id = await openConversation(alice, bob)
  await expectStored(alice.page, id)
  await alice.context.setOffline(true)
  await alice.page.reload()
  await expect(alice.chat.message('Read me on the train')).toBeVisible()
  await alice.chat.send('Written in a tunnel')
  await alice.chat.send('And this too')
  await expect(alice.chat.state('queued').last()).toBeVisible()
  await alice.page.reload()
  await expect(alice.chat.message('And this too')).toBeVisible()
  await bob.api.send(id, 'Said meanwhile')

  await alice.context.setOffline(false)
  await expect(alice.chat.message('Said meanwhile')).toBeVisible()
  await expect(alice.chat.state('stored')).toBeVisible()
  const { items } = await bob.api.history(id)
  expect(items.map(({ body }) => body)).toEqual([
    'Read me on the train',
    'Said meanwhile',
    'Written in a tunnel',
    'And this too',
  ])
})

test('a message queued before the browser was closed is sent when it starts again', async ({
  bob,
  baseURL,
  playwright,
}) => {
  const profile = mkdtempSync(join(tmpdir(), 'kith-profile-'))
  const open = () =>
    chromium.launchPersistentContext(profile, { ...findBrowser(), baseURL: baseURL ?? '', serviceWorkers: 'allow' })
  const http = await playwright.request.newContext({ baseURL: baseURL ?? '' })
  const api = new Api(http)
  const user = await api.signUp(`carol_${Date.now()}`, 'Carol')
  await api.signIn(user.username)
  const id = await befriend({ user, api }, bob)
  const inConversation = async (context: BrowserContext) => {
    const page = context.pages()[0] ?? (await context.newPage())
    await page.goto(`/messages/${id}`)
    return { page, chat: new ConversationPage(page) }
  }
  try {
    const first = await open()
    await first.addCookies((await http.storageState()).cookies)
    const before = await inConversation(first)
    await before.chat.expectOpen(bob.user)
    await expectStored(before.page, id)
    await first.setOffline(true)
    await before.chat.send('Kept through the night')
    await expect(before.chat.state('queued')).toBeVisible()
    await first.close()

    const second = await open()
    const after = await inConversation(second)
    await expect(after.chat.state('stored')).toBeVisible()
    await second.close()
    expect((await bob.api.history(id)).items.map(({ body }) => body)).toEqual(['Kept through the night'])
  } finally {
    await http.dispose()
    rmSync(profile, { recursive: true, force: true })
  }
})

test('signing out deletes all stored data from the device', async ({ newPerson, bob }) => {
  const alice = await newPerson('Alice', { serviceWorkers: 'allow' })
  const id = await openConversation(alice, bob)
  await expectStored(alice.page, id)
  await alice.page.goto('/settings')
  await signOut(alice.page)
  await expect(alice.page).toHaveURL(/\/sign-in/)
  expect(await storedData(alice.page)).toEqual({ databases: [], storage: [] })
})

test('signing out offline deletes all data at once, and ends the session once online', async ({ newPerson, bob }) => {
  const alice = await newPerson('Alice', { serviceWorkers: 'allow' })
  const id = await openConversation(alice, bob)
  await expectStored(alice.page, id)
  await alice.page.goto('/settings')
  await alice.shell.expectLive()
  await alice.context.setOffline(true)
  await signOut(alice.page)
  await expect(alice.page.getByRole('heading', { name: en.offline.title })).toBeVisible()
  expect(await storedData(alice.page)).toEqual({ databases: [], storage: [] })
  await alice.page.goto(`/messages/${id}`)
  await expect(alice.page.getByText('Read me on the train')).toHaveCount(0)

  await alice.context.setOffline(false)
  await alice.page.goto(`/messages/${id}`)
  await expect(alice.page).toHaveURL(/\/sign-in/)
  expect((await alice.page.request.get('/api/me')).status()).toBe(401)
})

test('signing out empties the database although another tab keeps it open', async ({ newPerson, bob }) => {
  const alice = await newPerson('Alice', { serviceWorkers: 'allow' })
  const id = await openConversation(alice, bob)
  await expectStored(alice.page, id)
  const asleep = await alice.context.newPage()
  await asleep.goto('/api/health')
  const held = await asleep.evaluateHandle(
    (name) =>
      new Promise<IDBDatabase>((resolve) => {
        const opening = indexedDB.open(name)
        opening.onsuccess = () => resolve(opening.result) // Ignores versionchange, which asks to close it.
      }),
    `kith.${alice.user.id}`,
  )
  await alice.page.goto('/settings')
  await signOut(alice.page)
  await expect(alice.page).toHaveURL(/\/sign-in/)
  const left = await held.evaluate(
    (db) =>
      new Promise<number>((resolve) => {
        const counting = db.transaction('state').objectStore('state').count()
        counting.onsuccess = () => resolve(counting.result)
      }),
  )
  expect(left).toBe(0)
})

test('a device whose session was ended elsewhere deletes all its data when it is opened', async ({
  newPerson,
  newHttp,
  bob,
}) => {
  const alice = await newPerson('Alice', { serviceWorkers: 'allow' })
  const id = await openConversation(alice, bob)
  await expectStored(alice.page, id)
  await alice.page.goto('about:blank')
  const elsewhere = new Api(await newHttp())
  await elsewhere.signIn(alice.user.username)
  await expect(await elsewhere.http.delete('/api/me/sessions')).toBeOK()

  await alice.page.goto('/messages')
  await expect(alice.page).toHaveURL(/\/sign-in/)
  await expect.poll(() => storedData(alice.page)).toEqual({ databases: [], storage: [] })
})

test('the web app manifest has the fields and icons that installing requires', async ({ newPerson }) => {
  const alice = await newPerson('Alice', { serviceWorkers: 'allow' })
  await alice.page.goto('/messages')
  const href = await alice.page.locator('link[rel=manifest]').getAttribute('href')
  const manifest = await (await alice.page.request.get(href ?? '')).json()
  expect(manifest).toMatchObject({ name: en.product, display: 'standalone', start_url: '/messages' })
  for (const { src, sizes } of manifest.icons) {
    const size = await alice.page.evaluate(async (address: string) => {
      const picture = new Image()
      picture.src = address
      await picture.decode()
      return `${picture.naturalWidth}x${picture.naturalHeight}`
    }, src)
    expect(size).toBe(sizes)
  }
  const client = await alice.context.newCDPSession(alice.page)
  await alice.page.evaluate(() => navigator.serviceWorker.ready)
  const { installabilityErrors } = await client.send('Page.getInstallabilityErrors')
  // The context of a test is a private window, which is the only obstacle.
  expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(['in-incognito'])
})
