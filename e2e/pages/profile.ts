import { expect, type Page } from '@playwright/test'
import { en } from '@/components/strings/en'

/** Page object of a profile. */
export class ProfilePage {
  constructor(private readonly page: Page) {}

  goto = (username: string) => this.page.goto(`/u/${username}`)

  heading = (name: string) => this.page.getByRole('heading', { name, exact: true, level: 1 })
  missing = () => this.page.getByText(en.person.gone, { exact: true })

  private button = (name: string) => this.page.getByRole('button', { name, exact: true })

  requestButton = (name: string) => this.button(en.friends.requestTo(name))
  acceptButton = (name: string) => this.button(en.friends.acceptFrom(name))
  cancelButton = (name: string) => this.button(en.friends.cancelTo(name))
  messageButton = (name: string) => this.button(en.friends.messageTo(name))
  unblockButton = () => this.button(en.person.unblock.menu)
  undoButton = (name: string) => this.button(en.person.undoFor(name))
  mutualButton = (count: number) => this.button(en.person.mutual(count))
  greetButton = (name: string) => this.button(en.messages.greet.openTo(name))
  dialog = () => this.page.getByRole('dialog')

  async choose(name: string, label: string) {
    await expect(this.heading(name)).toBeVisible()
    await this.page
      .getByRole('main')
      .getByRole('button', { name: new RegExp(`^${label}`) })
      .click()
  }

  async block(name: string) {
    await this.choose(name, en.person.block.menu)
    await this.dialog().getByRole('button', { name: en.person.block.doIt, exact: true }).click()
    await expect(this.unblockButton()).toBeVisible()
  }

  async unblock() {
    await this.unblockButton().click()
    await this.dialog().getByRole('button', { name: en.person.unblock.doIt, exact: true }).click()
    await expect(this.dialog()).toHaveCount(0)
  }
}
