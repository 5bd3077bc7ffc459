import { expect, type Locator } from '@playwright/test'
import { encode } from 'uqr'
import { en } from '@/components/strings/en'
import { AccountForms } from '@/e2e/pages/account-forms'
import { FriendsPage } from '@/e2e/pages/friends'
import { InvitationPage, InvitationsPage } from '@/e2e/pages/invitations'
import { PASSWORD } from '@/e2e/support/api'
import { uniqueUsername } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'

test('a link for many lets a new user send a friend request, and its page shows live that it was accepted', async ({
  alice,
  page,
}) => {
  await alice.friends.goto()
  await alice.page.getByRole('link', { name: en.invitations.title, exact: true }).click()
  const link = await new InvitationsPage(alice.page).create({ label: 'Neighbours', uses: 2 })

  const invitation = new InvitationPage(page)
  await page.goto(link)
  await expect(invitation.inviter('Alice')).toBeVisible()
  await expect(page.getByText(`@${alice.user.username}`)).toBeVisible()
  await expect(invitation.askButton()).toHaveCount(0)
  await invitation.signUpLink().click()
  const username = uniqueUsername('nora')
  await new AccountForms(page).signUp('Nora', username, PASSWORD)

  await expect(page).toHaveURL(link)
  await expect(invitation.askButton()).toBeVisible()
  await expect(alice.friends.acceptButton('Nora')).toHaveCount(0)
  await alice.shell.expectRequests('')
  await invitation.askButton().click()
  await expect(invitation.status(en.invitations.asked('Alice'))).toBeVisible()
  await expect(invitation.askButton()).toHaveCount(0)

  await expect(alice.page.getByText(en.invitations.left(1, 2))).toBeVisible()
  await alice.shell.expectRequests('1 request')
  await alice.friends.goto()
  await alice.friends.acceptButton('Nora').click()
  await expect(alice.friends.messageButton('Nora')).toBeVisible()
  await expect(invitation.status(en.invitations.friends('Alice'))).toBeVisible() // Without a reload.
  await page.getByRole('link', { name: en.invitations.toFriends }).click()
  await expect(new FriendsPage(page).messageButton('Alice')).toBeVisible()
})

test('the link that is ready when the screen opens makes friends at once, and the two can write', async ({
  alice,
  bob,
}) => {
  const invitations = new InvitationsPage(alice.page)
  await invitations.goto()
  const link = await invitations.readyLink()
  await alice.page.reload()
  expect(await invitations.readyLink()).toBe(link) // The same one, as long as nobody has used it.

  const invitation = new InvitationPage(bob.page)
  await bob.page.goto(link)
  await invitation.acceptButton().click()
  await expect(invitation.status(en.invitations.friends('Alice'))).toBeVisible()
  await expect(alice.shell.toast(en.notifications.sentences.invitation_accepted('Bob'))).toBeVisible()
  await expect(invitations.ready()).toHaveCount(0)
  await expect(invitations.closed()).toContainText(en.invitations.acceptedBy(1))
  await alice.shell.expectRequests('')
  await invitation.messageButton('Alice').click()
  await bob.chat.expectOpen(alice.user)
  await bob.chat.send('Thank you for the link')
  await alice.friends.goto()
  await expect(alice.friends.messageButton('Bob')).toBeVisible()
})

test('a link for one person asks its owner who wants to be asked', async ({ alice, bob }) => {
  const invitations = new InvitationsPage(alice.page)
  await invitations.goto()
  await bob.page.goto(await invitations.create({ label: 'Ask me', asksFirst: true }))
  await new InvitationPage(bob.page).askButton().click()
  await expect(new InvitationPage(bob.page).status(en.invitations.asked('Alice'))).toBeVisible()
  await alice.shell.expectRequests('1 request')
})

test('whether a link asks first follows the number of people until its owner chooses', async ({ alice }) => {
  const invitations = new InvitationsPage(alice.page)
  await invitations.goto()
  await invitations.showOptions()
  const uses = invitations.field(en.invitations.uses)
  const asksFirst = invitations.field(en.invitations.asksFirst)
  await expect(asksFirst).not.toBeChecked()
  await uses.fill('5')
  await expect(asksFirst).toBeChecked()
  await asksFirst.uncheck()
  await uses.fill('9')
  await expect(asksFirst).not.toBeChecked()
})

test('an existing user returns to the invitation after signing in, and its owner sees that it is their own', async ({
  alice,
  bob,
  page,
}) => {
  const invitations = new InvitationsPage(alice.page)
  await invitations.goto()
  const link = await invitations.create({ label: 'Choir' })
  await page.goto(link)
  await new InvitationPage(page).signInLink().click()
  await new AccountForms(page).signIn(bob.user.username, PASSWORD)
  await expect(page).toHaveURL(link)
  await expect(new InvitationPage(page).acceptButton()).toBeVisible()

  await alice.page.goto(link)
  await expect(alice.page.getByText(en.invitations.own)).toBeVisible()
  await expect(new InvitationPage(alice.page).acceptButton()).toHaveCount(0)
})

test('a used-up, revoked or invented invitation link shows the same page', async ({ alice, bob, newPerson, page }) => {
  const invitations = new InvitationsPage(alice.page)
  await invitations.goto()
  const used = await invitations.create({ label: 'For Bob' })
  const ended = await invitations.create({ label: 'For nobody' })
  await bob.page.goto(used)
  await new InvitationPage(bob.page).acceptButton().click()
  await expect(new InvitationPage(bob.page).status(en.invitations.friends('Alice'))).toBeVisible()
  await invitations.endButton('For nobody').click()
  await expect(alice.page.getByText(en.invitations.endWhy)).toBeVisible()
  await invitations.confirmButton().click()
  await expect(invitations.closed().getByText('For nobody')).toBeVisible()
  await expect(invitations.open()).toHaveCount(0)

  const { page: carols } = await newPerson('Carol')
  const madeUp = new URL(`/i/${'A'.repeat(22)}`, used).href
  for (const visitor of [page, carols])
    for (const link of [used, ended, madeUp]) {
      const answer = await visitor.goto(link)
      expect(answer?.status(), link).toBe(404)
      await expect(new InvitationPage(visitor).notValid()).toBeVisible()
      await expect(visitor.getByText('Alice')).toHaveCount(0)
    }
})

test('accepting an invitation that was revoked meanwhile shows an error', async ({ alice, bob }) => {
  const invitations = new InvitationsPage(alice.page)
  await invitations.goto()
  await bob.page.goto(await invitations.create({ label: 'Short' }))
  await expect(new InvitationPage(bob.page).acceptButton()).toBeVisible()
  await invitations.endButton('Short').click()
  await invitations.confirmButton().click()
  await expect(invitations.closed()).toContainText('Short')
  await new InvitationPage(bob.page).acceptButton().click()
  await expect(bob.page.getByText(en.problems.invitation_not_valid ?? '')).toBeVisible()
})

/** Returns the dark modules of a QR code, as "column row". */
const darkSquares = async (code: Locator) => {
  const path = (await code.locator('path').getAttribute('d')) ?? ''
  return [...path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x} ${y}`)
}

test('the QR code contains the invitation link, and the link can be copied with the keyboard', async ({ alice }) => {
  await alice.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const invitations = new InvitationsPage(alice.page)
  await invitations.goto()
  const link = await invitations.create({ label: 'Book club' })
  await expect(invitations.copyButton('Book club')).toBeFocused()
  const { data } = encode(link, { ecc: 'M', border: 4 })
  const expected = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`${x} ${y}`] : [])))
  expect(await darkSquares(invitations.code())).toEqual(expected)

  await alice.page.keyboard.press('Enter')
  await expect(invitations.copiedButton('Book club')).toBeFocused()
  expect(await alice.page.evaluate(() => navigator.clipboard.readText())).toBe(link)

  await invitations.codeButton('Book club').focus()
  await alice.page.keyboard.press('Enter')
  await expect(invitations.code()).toHaveCount(0)
  await invitations.endButton('Book club').focus()
  await alice.page.keyboard.press('Enter')
  await expect(alice.page.getByText(en.invitations.endWhy)).toBeVisible()
  await alice.page.keyboard.press('Escape')
  await expect(invitations.endButton('Book club')).toBeFocused()
})

test('the invitation link is copied when the page has no Clipboard API', async ({ alice }) => {
  await alice.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const invitations = new InvitationsPage(alice.page)
  await invitations.goto()
  const link = await invitations.create({ label: 'Garden' })
  await alice.page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('There is none.'))
  })
  await invitations.copyButton('Garden').click()
  await expect(invitations.copiedButton('Garden')).toBeFocused()
  expect(await alice.page.evaluate(() => navigator.clipboard.readText())).toBe(link)
})

test('invalid limits of an invitation show an error at their field', async ({ alice }) => {
  const invitations = new InvitationsPage(alice.page)
  await invitations.goto()
  await invitations.showOptions()
  await invitations.field(en.invitations.days).fill('31')
  await invitations.createButton().click()
  await expect(invitations.field(en.invitations.days)).toBeFocused()
  await expect(invitations.field(en.invitations.days)).toHaveAccessibleDescription(/1 to 30/)
  await expect(invitations.field(en.invitations.days)).toHaveValue('31')
  await expect(alice.page.getByText(en.invitations.none)).toBeVisible()
})

test('the QR code module is loaded only on pages that show a code', async ({ alice }) => {
  const loaded = new Set<string>()
  alice.page.on('response', (response) => response.url().endsWith('.js') && loaded.add(response.url()))
  const hasDrawing = async () => {
    const scripts = [...loaded].map(async (url) => (await alice.page.request.get(url)).text())
    return (await Promise.all(scripts)).some((text) => text.includes('Mask value out of range'))
  }
  await alice.friends.goto()
  await alice.shell.expectLive()
  expect(await hasDrawing()).toBe(false)
  await new InvitationsPage(alice.page).goto()
  await alice.shell.expectLive()
  expect(await hasDrawing()).toBe(true)
})
