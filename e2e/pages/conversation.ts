import { expect, type Page } from '@playwright/test'
import { en } from '@/components/strings/en'

type State = keyof typeof en.messages.states

export class ConversationPage {
  constructor(private readonly page: Page) {}

  log = () => this.page.getByRole('log')

  /** The scrolled element. */
  pane = () => this.log().locator('..')

  message = (text: string) => this.log().getByText(text, { exact: true })

  /** The state of own messages, shown at the end of each group. */
  state = (state: State) => this.log().getByText(en.messages.states[state], { exact: true })

  /** The message with that text, with its quote and its reactions. */
  row = (text: string) =>
    this.log()
      .getByRole('article')
      .filter({ has: this.page.locator('[data-body]').and(this.page.getByText(text, { exact: true })) })

  reaction = (text: string, name: string) => this.row(text).getByRole('button', { name, exact: true })

  async openMenu(text: string) {
    await this.row(text).hover()
    await this.row(text)
      .getByRole('button', { name: /^More about/ })
      .click()
    await expect(this.page.getByRole('menu')).toBeVisible()
  }

  async choose(text: string, label: string) {
    await this.openMenu(text)
    await this.page.getByRole('menuitem', { name: new RegExp(`^${label}`) }).click()
  }

  async react(text: string, emoji: string) {
    await this.openMenu(text)
    await this.page.getByRole('menuitemradio', { name: en.messages.react(emoji), exact: true }).click()
  }

  /** The composer while editing a message. */
  editor = () => this.page.getByRole('textbox', { name: en.messages.editing, exact: true })

  saveButton = () => this.page.getByRole('button', { name: en.messages.save, exact: true })

  /** The typing indicators: in the header and in the list. */
  writing = () => this.page.getByText(en.messages.writing, { exact: true }).filter({ visible: true })

  composer = (name: string) => this.page.getByRole('textbox', { name: en.messages.write(name), exact: true })

  newestButton = (name: string) => this.page.getByRole('button', { name, exact: true })

  async expectOpen({ displayName }: { displayName: string }) {
    await expect(this.page.getByRole('heading', { name: displayName, level: 2 })).toBeVisible()
    await expect(this.log()).toHaveAccessibleName(en.messages.log(displayName))
  }

  async send(text: string) {
    await this.page.getByRole('textbox').fill(text)
    await this.page.getByRole('button', { name: en.messages.send, exact: true }).click()
  }

  /** Texts of the messages from top to bottom. */
  bodies = () => this.log().locator('[data-message] [data-body]').allTextContents()
}
