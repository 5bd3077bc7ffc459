import { expect } from '@playwright/test'
import sharp from 'sharp'
import { en } from '@/components/strings/en'
import { AccountForms } from '@/e2e/pages/account-forms'
import { SettingsPage } from '@/e2e/pages/settings'
import { Shell } from '@/e2e/pages/shell'
import { PASSWORD } from '@/e2e/support/api'
import { befriend, type Person } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'

const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile/15E148 Safari/604.1'

const settingsOf = ({ page }: Person) => new SettingsPage(page)

const photo = async () => ({
  name: 'photo.jpg',
  mimeType: 'image/jpeg',
  buffer: await sharp({ create: { width: 900, height: 600, channels: 3, background: '#336699' } })
    .withExif({ IFD0: { Artist: 'Alice Secret' } })
    .jpeg()
    .toBuffer(),
})

test('a new name appears in a friend’s open list and conversation, and an invalid one shows an error at its field', async ({
  alice,
  bob,
}) => {
  await befriend(alice, bob)
  await bob.openChat(alice)
  const list = await bob.context.newPage()
  await list.goto('/friends')
  await new Shell(list).expectLive()

  const settings = settingsOf(alice)
  await settings.goto()
  await settings.section(en.you.profile.title).click()
  await expect(alice.page).toHaveURL('/settings/profile')
  await settings.name().fill(' ')
  await settings.saveButton().click()
  await expect(settings.name()).toHaveAccessibleDescription('Write a name.')
  await expect(settings.name()).toBeFocused()
  await settings.name().fill('Alice of the Stairs')
  await settings.bio().fill('Two lines\nabout stairs')
  await settings.saveButton().click()
  await expect(settings.saved(en.you.saved)).toBeVisible()

  await bob.chat.expectOpen({ displayName: 'Alice of the Stairs' })
  await expect(list.getByText('Alice of the Stairs', { exact: true })).toBeVisible()
  await alice.page.reload()
  await expect(settings.name()).toHaveValue('Alice of the Stairs')
  await expect(settings.bio()).toHaveValue('Two lines\nabout stairs')
})

test('a new picture appears at once for its user and a friend, without camera metadata, and can be removed', async ({
  alice,
  bob,
}) => {
  await befriend(alice, bob)
  await bob.openChat(alice)
  const atBob = bob.page.getByRole('main').locator('img').first()
  await expect(atBob).toHaveCount(0)

  const settings = settingsOf(alice)
  await settings.goto('profile')
  await alice.shell.expectLive()
  await settings.choosePicture({ name: 'page.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') })
  await expect(settings.picture().getByRole('alert')).toHaveText('Choose a JPEG, PNG, WebP, GIF or AVIF picture.')
  await settings.choosePicture(await photo())
  await expect(settings.removePictureButton()).toBeVisible()
  await expect(settings.picture().getByRole('alert')).toHaveCount(0)

  await expect(atBob).toBeVisible()
  await expect.poll(() => atBob.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(512)
  const address = (await atBob.getAttribute('src')) ?? ''
  const served = await bob.page.request.get(address)
  expect(served.headers()).toMatchObject({
    'content-type': 'image/webp',
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, max-age=31536000, immutable',
    'content-security-policy': "default-src 'none'; sandbox",
  })
  expect((await served.body()).includes('Alice Secret')).toBe(false)

  await settings.removePictureButton().click()
  await expect(settings.removePictureButton()).toHaveCount(0)
  await expect(atBob).toHaveCount(0)
  expect((await bob.page.request.get(address)).status()).toBe(404)
})

test('a device that is signed out from another one goes to the sign-in page', async ({ alice, browser }) => {
  const phone = await browser.newPage({ userAgent: PHONE })
  await phone.goto('/sign-in?next=/friends')
  await new AccountForms(phone).signIn(alice.user.username, PASSWORD)
  await expect(phone).toHaveURL('/friends')
  await new Shell(phone).expectLive()

  const settings = settingsOf(alice)
  await settings.goto('devices')
  await expect(settings.devices()).toHaveCount(1)
  await settings.signOutButton('Safari on iPhone').click()
  await settings.confirmSignOut()
  await expect(phone).toHaveURL('/sign-in?next=%2Ffriends')
  await expect(settings.devices()).toHaveCount(0)
  await expect(alice.page.getByText(en.you.devices.noOthers)).toBeVisible()
  await alice.page.reload()
  await expect(alice.page.getByText(en.you.devices.noOthers)).toBeVisible()
  await phone.close()
})

test('after a change of password only the new one signs in, and other devices are signed out', async ({
  alice,
  browser,
}) => {
  const forms = async () => {
    const page = await browser.newPage()
    await page.goto('/sign-in')
    return { page, forms: new AccountForms(page) }
  }
  const phone = await forms()
  await phone.forms.signIn(alice.user.username, PASSWORD)
  await expect(phone.page).toHaveURL('/messages')
  await new Shell(phone.page).expectLive()

  const settings = settingsOf(alice)
  await settings.goto('password')
  await settings.currentPassword().fill('not my password')
  await settings.newPassword().fill('another horse, another staircase')
  await settings.changePasswordButton().click()
  await expect(settings.currentPassword()).toHaveAccessibleDescription('This is not your password.')
  await expect(settings.currentPassword()).toBeFocused()
  await settings.currentPassword().fill(PASSWORD)
  await settings.changePasswordButton().click()
  await expect(settings.saved(en.you.password.changed)).toBeVisible()
  await expect(settings.newPassword()).toHaveValue('')

  await expect(phone.page).toHaveURL('/sign-in?next=%2Fmessages')
  await phone.forms.signIn(alice.user.username, PASSWORD)
  await expect(phone.page.locator('form').getByRole('alert')).toHaveText(en.problems.wrong ?? '')
  await phone.forms.signIn(alice.user.username, 'another horse, another staircase')
  await expect(phone.page).toHaveURL('/messages')
  await phone.page.close()
})

test('a user who hides their online status looks offline to friends, also after a reload', async ({ alice, bob }) => {
  await befriend(alice, bob)
  const settings = settingsOf(alice)
  await settings.goto('privacy')
  await alice.shell.expectLive()
  await expect(settings.seenBy('friends')).toBeChecked()
  await bob.friends.goto()
  const online = bob.page.getByRole('main').getByText(en.person.online, { exact: true })
  await expect(online).toBeVisible()

  await settings.seenBy('nobody').check()
  await expect(settings.seenBy('nobody')).toBeChecked()
  await expect(online).toHaveCount(0)
  await alice.page.reload()
  await expect(settings.seenBy('nobody')).toBeChecked()
})

test('a blocked user is listed in the settings until they are unblocked', async ({ alice, bob }) => {
  await befriend(alice, bob)
  const settings = settingsOf(alice)
  await settings.goto('blocked')
  await expect(alice.page.getByText(en.you.blocked.none)).toBeVisible()
  await alice.shell.expectLive()
  await alice.api.block(bob.user.id)
  await alice.page.getByRole('button', { name: en.you.blocked.unblock('Bob'), exact: true }).click()
  await alice.page.getByRole('dialog').getByRole('button', { name: en.person.unblock.doIt, exact: true }).click()
  await expect(alice.page.getByText(en.you.blocked.none)).toBeVisible()
})
