import { expect, type Page } from '@playwright/test'
import { words } from '@/components/strings/en'

/** The page about one person. */
export class ProfilePage {
  constructor(private readonly page: Page) {}

  goto = (username: string) => this.page.goto(`/u/${username}`)

  heading = (name: string) => this.page.getByRole('heading', { name, exact: true, level: 1 })
  missing = () => this.page.getByText(words.person.gone, { exact: true })

  private button = (name: string) => this.page.getByRole('button', { name, exact: true })

  requestButton = (name: string) => this.button(words.friends.requestTo(name))
  acceptButton = (name: string) => this.button(words.friends.acceptFrom(name))
  cancelButton = (name: string) => this.button(words.friends.cancelTo(name))
  messageButton = (name: string) => this.button(words.friends.messageTo(name))
  unblockButton = () => this.button(words.person.unblock.menu)
  undoButton = (name: string) => this.button(words.person.undoFor(name))
  mutualButton = (count: number) => this.button(words.person.mutual(count))
  greetButton = (name: string) => this.button(words.messages.greet.openTo(name))
  dialog = () => this.page.getByRole('dialog')

  async choose(name: string, label: string) {
    await this.button(words.person.more(name)).click()
    await this.page.getByRole('menuitem', { name: new RegExp(`^${label}`) }).click()
  }

  async block(name: string) {
    await this.choose(name, words.person.block.menu)
    await this.dialog().getByRole('button', { name: words.person.block.doIt, exact: true }).click()
    await expect(this.unblockButton()).toBeVisible()
  }

  async unblock() {
    await this.unblockButton().click()
    await this.dialog().getByRole('button', { name: words.person.unblock.doIt, exact: true }).click()
    await expect(this.dialog()).toHaveCount(0)
  }
}
