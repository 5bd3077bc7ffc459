import { expect, type Page } from '@playwright/test'
import type { Api } from './api'
import { SettingsPage } from './pages/settings'
import { Shell } from './pages/shell'

type Open = (page: Page) => Promise<void>

/** Nobody's id: whoever is blocked by it was not to be seen. */
const UNSEEN = '00000000-0000-7000-8000-000000000001'

const room =
  (name: string): Open =>
  async (page) => {
    await new SettingsPage(page).goto(name)
    await new Shell(page).expectLive()
    await expect(page.getByRole('status', { name: /loading/ })).toHaveCount(0)
  }

/** What somebody sees of their own who has been here for a while. */
export const ownSettings: Record<string, Open> = {
  'settings-profile': room('profile'),
  'settings-privacy': room('privacy'),
  'settings-blocked': room('blocked'),
  'settings-appearance': room('appearance'),
  'settings-password-refused': async (page) => {
    await room('password')(page)
    const settings = new SettingsPage(page)
    await settings.currentPassword().fill('not her password')
    await settings.newPassword().fill('password1')
    await settings.changePasswordButton().click()
    await expect(settings.newPassword()).toBeFocused()
  },
}

/** What somebody sees of their own on their first days. */
export const newSettings: Record<string, Open> = {
  'settings-blocked-empty': room('blocked'),
  'settings-devices': room('devices'),
}

/** Adds whom Mira has blocked without seeing them. */
export const addSettings = ({ mira }: { mira: { api: Api } }) => mira.api.block(UNSEEN)
