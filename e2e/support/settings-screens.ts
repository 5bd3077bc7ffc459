import { expect, type Page } from '@playwright/test'
import { SettingsPage } from '@/e2e/pages/settings'
import { Shell } from '@/e2e/pages/shell'
import type { Api } from './api'

type Open = (page: Page) => Promise<void>

/** An unknown id, blocked without a visible name. */
const UNSEEN = '00000000-0000-7000-8000-000000000001'

const section =
  (name: string): Open =>
  async (page) => {
    await new SettingsPage(page).goto(name)
    await new Shell(page).expectLive()
    await expect(page.getByRole('status', { name: /loading/ })).toHaveCount(0)
  }

/** Settings screens of an active user. */
export const ownSettings: Record<string, Open> = {
  'settings-profile': section('profile'),
  'settings-privacy': section('privacy'),
  'settings-blocked': section('blocked'),
  'settings-appearance': section('appearance'),
  'settings-password-refused': async (page) => {
    await section('password')(page)
    const settings = new SettingsPage(page)
    await settings.currentPassword().fill('not her password')
    await settings.newPassword().fill('password1')
    await settings.changePasswordButton().click()
    await expect(settings.newPassword()).toBeFocused()
  },
}

/** Settings screens of a new user. */
export const newSettings: Record<string, Open> = {
  'settings-blocked-empty': section('blocked'),
  'settings-devices': section('devices'),
}

/** Adds a blocked user without a stored name. */
export const addSettings = ({ mira }: { mira: { api: Api } }) => mira.api.block(UNSEEN)
