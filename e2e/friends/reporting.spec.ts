import { expect } from '@playwright/test'
import { en } from '@/components/strings/en'
import type { Person } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'

const { report: text } = en

/** Opens the report dialog from the profile page. */
async function openReport(reporter: Person, { user }: Person) {
  await reporter.profile.goto(user.username)
  await reporter.shell.expectLive()
  await reporter.profile.choose(user.displayName, en.person.report)
  const dialog = reporter.page.getByRole('dialog', { name: text.ofPerson(user.displayName) })
  await expect(dialog).toBeVisible()
  return dialog
}

test('a user can be reported and blocked in one dialog, and is not notified', async ({ alice, bob }) => {
  const dialog = await openReport(alice, bob)
  await expect(dialog).toContainText(text.sentProfile)
  await expect(dialog).toContainText(text.notNotified(bob.user.displayName))
  await expect(dialog).not.toContainText(text.sentMessage)

  const send = dialog.getByRole('button', { name: text.doIt })
  await send.click()
  await expect(dialog.getByRole('alert')).toHaveText(text.noReason)
  await dialog.getByRole('radio', { name: text.reasons.spam }).check()
  await dialog.getByRole('textbox', { name: text.note }).fill('Sells watches.')
  await dialog.getByRole('checkbox', { name: text.blockToo(bob.user.displayName) }).check()
  const sent = alice.page.waitForRequest('**/api/reports')
  await send.click()
  expect((await sent).postDataJSON()).toEqual({ userId: bob.user.id, reason: 'spam', note: 'Sells watches.' })

  await expect(alice.page.getByText(text.doneAndBlocked(bob.user.displayName))).toBeVisible()
  await expect(dialog).toHaveCount(0)
  await expect(alice.profile.unblockButton()).toBeVisible()
  await bob.page.goto('/notifications')
  await bob.shell.expectLive()
  await expect(bob.page.getByText(en.notifications.none)).toBeVisible()
})

test('a report can be written and cancelled with the keyboard alone, and nothing of it is stored', async ({
  alice,
  bob,
}) => {
  const dialog = await openReport(alice, bob)
  const { keyboard } = alice.page
  await expect(dialog.getByRole('radio', { name: text.reasons.spam })).toBeFocused()
  await keyboard.press('ArrowDown')
  await expect(dialog.getByRole('radio', { name: text.reasons.abuse })).toBeChecked()
  await keyboard.press('Tab')
  await keyboard.type('x'.repeat(3))
  await expect(dialog.getByRole('textbox')).toHaveAccessibleDescription(/997 characters left/)
  await keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(alice.page.getByRole('button', { name: en.person.report })).toBeFocused()

  const again = await openReport(alice, bob)
  await expect(again.getByRole('textbox')).toHaveValue('')
  await expect(again.getByRole('radio', { checked: true })).toHaveCount(0)
})

test('a report with a note that is too long is not sent', async ({ alice, bob }) => {
  const dialog = await openReport(alice, bob)
  await dialog.getByRole('radio', { name: text.reasons.other }).check()
  const note = dialog.getByRole('textbox')
  await note.fill('🦊'.repeat(1001))
  await expect(note).toHaveAccessibleDescription(/1 character too many/)
  let sent = 0
  alice.page.on('request', (request) => {
    if (request.url().endsWith('/api/reports')) sent++
  })
  await dialog.getByRole('button', { name: text.doIt }).click()
  await note.fill('🦊'.repeat(1000))
  await dialog.getByRole('button', { name: text.doIt }).click()
  await expect(alice.page.getByText(text.done)).toBeVisible()
  expect(sent).toBe(1)
})
