import type { Page } from '@playwright/test'
import { words } from '@/components/strings/en'

/** The forms of somebody who is not signed in. */
export class AccountForms {
  constructor(private readonly page: Page) {}

  username = () => this.page.getByRole('textbox', { name: words.account.username, exact: true })
  displayName = () => this.page.getByRole('textbox', { name: words.account.displayName, exact: true })
  password = () => this.page.getByLabel(words.account.password, { exact: true })
  signInButton = () => this.page.getByRole('button', { name: words.account.signIn, exact: true })
  signUpButton = () => this.page.getByRole('button', { name: words.account.signUp, exact: true })

  async signIn(username: string, password: string) {
    await this.username().fill(username)
    await this.password().fill(password)
    await this.signInButton().click()
  }

  async signUp(displayName: string, username: string, password: string) {
    await this.displayName().fill(displayName)
    await this.username().fill(username)
    await this.password().fill(password)
    await this.signUpButton().click()
  }
}
