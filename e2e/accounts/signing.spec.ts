import { expect } from '@playwright/test'
import { en } from '@/components/strings/en'
import { AccountForms } from '@/e2e/pages/account-forms'
import { Shell } from '@/e2e/pages/shell'
import { PASSWORD } from '@/e2e/support/api'
import { createDeferred } from '@/e2e/support/deferred'
import { befriend, signedInWith, uniqueUsername } from '@/e2e/support/people'
import { listenAs } from '@/e2e/support/sockets'
import { test } from '@/e2e/support/test'

test('sign-up shows an error at each invalid field, and signs in once all are valid', async ({ page, alice }) => {
  const forms = new AccountForms(page)
  await page.goto('/sign-up')
  await forms.signUp('', 'a b', 'short')
  await expect(forms.displayName()).toHaveAccessibleDescription('Write a name.')
  await expect(forms.username()).toHaveAccessibleDescription('Use 3 to 30 letters, digits, dots or underscores.')
  await expect(forms.password()).toHaveAccessibleDescription('Use at least 8 characters.')
  await expect(forms.displayName()).toBeFocused()
  await expect(forms.username()).toHaveValue('a b')

  await forms.signUp('Newcomer', alice.user.username, PASSWORD)
  await expect(forms.username()).toHaveAccessibleDescription(en.problems.username_taken ?? '')
  await expect(forms.username()).toBeFocused()

  await forms.username().fill('adm1n')
  await forms.signUpButton().click()
  await expect(forms.username()).toHaveAccessibleDescription('That username is reserved. Choose another one.')

  await forms.username().fill(uniqueUsername('newcomer'))
  await forms.signUpButton().click()
  await expect(page).toHaveURL('/messages')
  await new Shell(page).expectLive()
})

test('a sign-in form submitted before hydration signs in, and puts no field into the URL', async ({
  page,
  request,
}) => {
  const { user } = await signedInWith(request, 'Alice')
  const { passed, open } = createDeferred()
  await page.route('**/_next/static/**/*.js', async (route) => {
    await passed
    await route.continue()
  })
  const addresses: string[] = []
  page.on('framenavigated', (frame) => addresses.push(frame.url()))
  await page.goto('/sign-in', { waitUntil: 'domcontentloaded' })
  await new AccountForms(page).signIn(user.username, PASSWORD)
  open()
  await expect(page).toHaveURL('/messages')
  expect(addresses.filter((address) => address.includes('password'))).toEqual([])
})

test('a wrong password and an unknown username show the same error, and correct ones sign in', async ({
  page,
  request,
}) => {
  const { user } = await signedInWith(request, 'Alice')
  const forms = new AccountForms(page)
  await page.goto('/sign-in')
  for (const [username, password] of [
    [user.username, 'not my password'],
    [uniqueUsername('nobody'), PASSWORD],
  ] as const) {
    await forms.signIn(username, password)
    await expect(page.locator('form').getByRole('alert')).toHaveText(en.problems.wrong ?? '')
    await page.reload()
  }
  await forms.signIn(user.username, PASSWORD)
  await expect(page).toHaveURL('/messages')
})

test('signing in never redirects to another site', async ({ browser, request }) => {
  const { user } = await signedInWith(request, 'Alice')
  for (const asked of ['https://elsewhere.example/friends', '//elsewhere.example', '/\\elsewhere.example']) {
    const page = await browser.newPage()
    await page.goto(`/sign-in?next=${encodeURIComponent(asked)}`)
    await new AccountForms(page).signIn(user.username, PASSWORD)
    await expect(page, asked).toHaveURL('/messages')
    await page.close()
  }
})

test('a page requested while signed out opens after signing in', async ({ page, request }) => {
  const { user } = await signedInWith(request, 'Alice')
  await page.goto('/friends')
  await expect(page).toHaveURL('/sign-in?next=%2Ffriends')
  await new AccountForms(page).signIn(user.username, PASSWORD)
  await expect(page).toHaveURL('/friends')
})

test('the URL of a message, requested while signed out, opens at that message after signing in', async ({
  alice,
  bob,
  page,
}) => {
  const id = await befriend(alice, bob)
  for (const body of ['one', 'two', 'three']) await alice.api.send(id, body)
  await page.goto(`/messages/${id}?at=2`)
  await expect(page).toHaveURL(`/sign-in?next=${encodeURIComponent(`/messages/${id}?at=2`)}`)
  await new AccountForms(page).signIn(` @${bob.user.username.toUpperCase()} `, PASSWORD)
  await expect(page).toHaveURL(`/messages/${id}?at=2`)
  await expect(page.getByRole('log').getByText('two', { exact: true })).toBeVisible()
})

test('signing out ends the session, so that its cookie and its socket are refused', async ({ alice, newHttp }) => {
  const thief = await newHttp(await alice.context.storageState())
  expect((await thief.get('/api/me')).status()).toBe(200)
  const socket = await listenAs(alice)

  await alice.page.goto('/settings')
  await alice.page.getByRole('button', { name: en.account.signOut }).click()
  await expect(alice.page).toHaveURL('/sign-in')
  expect(await socket.closed).toBe(4009)
  expect((await thief.get('/api/me')).status()).toBe(401)
  await alice.page.goto('/messages')
  await expect(alice.page).toHaveURL('/sign-in?next=%2Fmessages')
})

test('signing out deletes drafts, also when the event arrives before the response', async ({ alice, bob }) => {
  const { page } = alice
  await befriend(alice, bob)
  await alice.openChat(bob)
  await alice.chat.composer('Bob').fill('a secret, half written')
  const drafts = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('draft')))
  expect(await drafts()).toHaveLength(1)

  await page.goto('/settings')
  await alice.shell.expectLive()
  await page.route('**/api/auth/signout', async (route) => {
    const refused = page.waitForResponse((response) => response.status() === 401)
    const answer = await route.fetch()
    await refused
    await page.request.get('/sign-in') // Takes about as long as the tab needs to navigate.
    await route.fulfill({ response: answer })
  })
  await page.getByRole('button', { name: en.account.signOut }).click()
  await expect(page).toHaveURL('/sign-in')
  expect(await drafts()).toEqual([])
})

test('a tab whose session was ended elsewhere goes to the sign-in page', async ({ alice }) => {
  const other = await alice.context.newPage()
  await other.goto('/friends')
  await new Shell(other).expectLive()
  await alice.page.goto('/settings')
  await alice.page.getByRole('button', { name: en.account.signOut }).click()
  await expect(other).toHaveURL('/sign-in?next=%2Ffriends')
})
