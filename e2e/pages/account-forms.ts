import type { Page } from '@playwright/test'
import { en } from '@/components/strings/en'

/** Page object of the sign-in and sign-up forms. */
export class AccountForms {
  constructor(private readonly page: Page) {}

  username = () => this.page.getByRole('textbox', { name: en.account.username, exact: true })
  displayName = () => this.page.getByRole('textbox', { name: en.account.displayName, exact: true })
  password = () => this.page.getByLabel(en.account.password, { exact: true })
  signInButton = () => this.page.getByRole('button', { name: en.account.signIn, exact: true })
  signUpButton = () => this.page.getByRole('button', { name: en.account.signUp, exact: true })

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
