import { expect, type Page } from '@playwright/test'
import { words } from '@/components/words'

type State = keyof typeof words.messages.states

export class ConversationPage {
  constructor(private readonly page: Page) {}

  log = () => this.page.getByRole('log')

  /** What scrolls. */
  pane = () => this.log().locator('..')

  message = (text: string) => this.log().getByText(text, { exact: true })

  /** What became of one's own messages, as it stands at the end of each group. */
  state = (state: State) => this.log().getByText(words.messages.states[state], { exact: true })

  composer = (name: string) => this.page.getByRole('textbox', { name: words.messages.write(name), exact: true })

  newestButton = (name: string) => this.page.getByRole('button', { name, exact: true })

  async expectOpen({ displayName }: { displayName: string }) {
    await expect(this.page.getByRole('heading', { name: displayName, level: 2 })).toBeVisible()
    await expect(this.log()).toHaveAccessibleName(words.messages.log(displayName))
  }

  async send(text: string) {
    await this.page.getByRole('textbox').fill(text)
    await this.page.getByRole('button', { name: words.messages.send, exact: true }).click()
  }

  /** The bodies from top to bottom. */
  bodies = () => this.log().locator('[data-message] > [data-body]').allTextContents()
}
