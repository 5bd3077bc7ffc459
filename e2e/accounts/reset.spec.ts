import { expect } from '@playwright/test'
import { en } from '@/components/strings/en'
import { AccountForms } from '@/e2e/pages/account-forms'
import { PASSWORD } from '@/e2e/support/api'
import { test } from '@/e2e/support/test'
import { resetLinkFor } from '@/scripts/e2e-app'

const { reset } = en.account
const NEW_PASSWORD = 'another horse, no staircase'

test('a forgotten password is replaced by the link of the operator, which signs out every device', async ({
  alice,
  page,
}) => {
  await alice.page.goto('/messages')
  await alice.shell.expectLive()
  await page.goto('/sign-in')
  await expect(page.getByRole('heading', { name: en.account.signInTitle })).toBeVisible()
  await expect(page.getByText(en.account.forgot)).toContainText(en.account.askOperator)

  const link = await resetLinkFor(alice.user.username)
  await page.goto(link)
  await expect(page.getByText(reset.for(alice.user.username))).toBeVisible()
  const field = page.getByLabel(reset.next, { exact: true })
  await field.fill('password1')
  await page.getByRole('button', { name: reset.save }).click()
  await expect(field).toBeFocused()
  await expect(field).toHaveAccessibleDescription('Choose a less common password.')
  await field.fill(NEW_PASSWORD)
  await page.keyboard.press('Enter')
  await expect(page.getByText(reset.done)).toBeVisible()
  await expect(alice.page).toHaveURL(/\/sign-in/) // An open tab hears of it.

  await page.getByRole('link', { name: en.account.signIn }).click()
  const forms = new AccountForms(page)
  await forms.signIn(alice.user.username, PASSWORD)
  await expect(page.getByText(en.problems.wrong ?? '')).toBeVisible()
  await forms.signIn(alice.user.username, NEW_PASSWORD)
  await expect(page).toHaveURL('/messages')

  expect((await page.goto(link))?.status()).toBe(404)
  await expect(page.getByRole('heading', { name: reset.notValid })).toBeVisible()
})

test('a link for a new password changes nothing for whoever else is signed in where it is opened', async ({
  alice,
  bob,
}) => {
  await bob.page.goto(await resetLinkFor(alice.user.username))
  await bob.page.getByLabel(reset.next, { exact: true }).fill(NEW_PASSWORD)
  await bob.page.getByRole('button', { name: reset.save }).click()
  await expect(bob.page.getByText(reset.done)).toBeVisible()
  expect((await bob.api.me()).user.id).toBe(bob.user.id)
  expect((await alice.api.http.get('/api/me')).status()).toBe(401)
})

test('a link that was made up, and one that a newer one has replaced, are the same page', async ({ alice, page }) => {
  const old = await resetLinkFor(alice.user.username)
  await resetLinkFor(alice.user.username)
  for (const link of [old, `/reset/${'A'.repeat(43)}`, '/reset/x']) {
    expect((await page.goto(link))?.status(), link).toBe(404)
    await expect(page.getByRole('heading', { name: reset.notValid })).toBeVisible()
  }
})
