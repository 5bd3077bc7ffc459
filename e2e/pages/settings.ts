import type { Page } from '@playwright/test'
import { en } from '@/components/strings/en'

const { profile, notifications, privacy, devices, password, save } = en.you

/** Page object of the settings. */
export class SettingsPage {
  constructor(private readonly page: Page) {}

  goto = (section = '') => this.page.goto(`/settings${section && `/${section}`}`)

  section = (title: string) =>
    this.page
      .getByRole('navigation', { name: en.you.sections, exact: true })
      .getByRole('link', { name: new RegExp(`^${title}`) })

  private button = (name: string) => this.page.getByRole('button', { name, exact: true })
  private field = (name: string) => this.page.getByLabel(name, { exact: true })

  name = () => this.field(en.account.displayName)
  bio = () => this.field(profile.bio)
  saveButton = () => this.button(save)
  saved = (text: string) => this.page.getByRole('status').getByText(text, { exact: true })

  picture = () => this.page.getByRole('region', { name: profile.picture })
  removePictureButton = () => this.button(profile.removePicture)

  /** Chooses a file as the picture. */
  async choosePicture(file: { name: string; mimeType: string; buffer: Buffer }) {
    const asked = this.page.waitForEvent('filechooser')
    await this.page
      .getByRole('button', { name: new RegExp(`^(${profile.choosePicture}|${profile.changePicture})$`) })
      .click()
    await (await asked).setFiles(file)
  }

  seenBy = (choice: 'friends' | 'nobody') =>
    this.page.getByRole('radio', { name: new RegExp(`^${privacy.choices[choice].label}`) })

  notificationSwitch = (name: 'sound' | 'toasts' | 'system') =>
    this.page.getByRole('checkbox', { name: notifications[name].label, exact: true })
  preview = (preview: keyof typeof notifications.previews) =>
    this.page.getByRole('radio', { name: notifications.previews[preview], exact: true })

  /** The button that signs out in this browser. */
  signOutHere = () => this.button(en.account.signOut)

  devices = () => this.page.getByRole('button', { name: new RegExp(`^${devices.signOutOf('')}`) })
  signOutButton = (device: string) => this.button(devices.signOutOf(device))
  confirmSignOut = () =>
    this.page.getByRole('dialog').getByRole('button', { name: devices.signOut, exact: true }).click()

  currentPassword = () => this.field(password.current)
  newPassword = () => this.field(password.next)
  changePasswordButton = () => this.button(password.change)
}
