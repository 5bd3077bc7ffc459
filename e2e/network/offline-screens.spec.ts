import { expect } from '@playwright/test'
import { en } from '@/components/strings/en'
import { expectStored } from '@/e2e/support/expect-stored-offline'
import { befriend } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'

test('after a start without a connection each address is itself, and what is not stored says so', async ({
  newPerson,
  bob,
}) => {
  const alice = await newPerson('Alice', { serviceWorkers: 'allow' })
  const id = await befriend(alice, bob)
  await bob.api.send(id, 'Kept')
  await alice.profile.goto(bob.user.username)
  await expect(alice.profile.heading('Bob')).toBeVisible()
  await alice.openChat(bob)
  await expectStored(alice.page, id)
  await alice.context.setOffline(true)
  const { page } = alice
  const heading = (name: string) => page.getByRole('heading', { name, exact: true }).filter({ visible: true }).first()

  await page.goto('/settings')
  await expect(heading(en.you.title)).toBeVisible()
  await page.goto('/settings/appearance')
  await expect(page.getByRole('radio', { name: en.you.appearance.themes.dark })).toBeVisible()
  await page.goto('/settings/privacy')
  await expect(heading(en.you.privacy.title)).toBeVisible()
  await page.goto(`/u/${bob.user.username}`)
  await expect(alice.profile.heading('Bob')).toBeVisible()
  for (const path of ['/settings/devices', '/friends/invite', '/u/nobody_at_all', '/an/unknown/address']) {
    await page.goto(path)
    await expect(page.getByText(en.frame.needsConnection)).toBeVisible()
    await expect(page.getByRole('list', { name: en.messages.list })).toHaveCount(0)
  }
})

test('signed out, a start without a connection shows that the device is offline', async ({ browser }) => {
  const context = await browser.newContext({ serviceWorkers: 'allow' })
  const page = await context.newPage()
  await page.goto('/sign-in')
  await page.evaluate(() => navigator.serviceWorker.ready)
  await context.setOffline(true)
  await page.reload()
  await expect(page.getByRole('heading', { name: en.offline.title })).toBeVisible()
  await context.close()
})
