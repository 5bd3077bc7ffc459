import { expect, type Page } from '@playwright/test'
import { en } from '@/components/strings/en'
import { InvitationPage, InvitationsPage } from '@/e2e/pages/invitations'
import { Shell } from '@/e2e/pages/shell'
import type { Api } from './api'

/** A label of maximum length without a break. */
const LONGEST_LABEL = 'Nachbarschaftshilfevereinsmitgliederversammlungsorganisation'

/** Paths of the invitation links, set when they are created. */
const links = { mira: '', longest: '' }

interface People {
  mira: Api
  tomas: Api
  longest: Api
  /** A user who is not a friend of Mira. */
  guest: Api
}

/** Adds invitations: Mira has some in every state, Tomas some with extreme labels. */
export async function addInvitations({ mira, tomas, longest, guest }: People) {
  await mira.endInvitation((await mira.invite({ label: 'Summer party', uses: 20, days: 1 })).id)
  await guest.acceptInvitation((await mira.invite({ label: 'For Alex' })).path)
  await mira.invite({ days: 30 })
  links.mira = (await mira.invite({ label: 'Book club', uses: 12 })).path
  await tomas.invite({ label: LONGEST_LABEL, uses: 100, days: 30 })
  await tomas.invite({ label: 'نادي الكتاب 📚', uses: 2, days: 1 })
  links.longest = (await longest.invite({})).path
}

const invite = async (page: Page) => {
  await new InvitationsPage(page).goto()
  await new Shell(page).expectLive()
  await expect(page.getByRole('status', { name: /loading|being created/ })).toHaveCount(0)
}

/** Screens of the links when signed out. */
export const outsideInvitations = {
  invitation: (page: Page) => page.goto(links.mira),
  'invitation-extremes': (page: Page) => page.goto(links.longest),
  'invitation-not-valid': (page: Page) => page.goto(`/i/${'A'.repeat(22)}`),
}

/** Screens of the owner of several invitations. */
export const ownInvitations = {
  invite,
  'invite-options': async (page: Page) => {
    await invite(page)
    await new InvitationsPage(page).showOptions()
  },
  'invite-code': async (page: Page) => {
    await invite(page)
    await new InvitationsPage(page).codeButton('Book club').click()
  },
  'invite-end': async (page: Page) => {
    await invite(page)
    await new InvitationsPage(page).endButton('Book club').click()
    await expect(page.getByText(en.invitations.endWhy)).toBeVisible()
  },
  'invitation-own': (page: Page) => page.goto(links.mira),
}

export const extremeInvitations = { 'invite-extremes': invite }

/** Screens of a user without invitations. */
export const noInvitations = {
  'invite-empty': invite,
  'invitation-signed-in': async (page: Page) => {
    await page.goto(links.mira)
    await expect(new InvitationPage(page).askButton()).toBeVisible()
  },
  'invite-failed': async (page: Page) => {
    await page.route('**/api/invitations*', (route) => route.fulfill({ status: 500, json: {} }))
    await invite(page)
    await expect(page.getByRole('alert').getByText(en.general.failed)).toBeVisible()
  },
}
