import { expect, type Page } from '@playwright/test'
import { words } from '@/components/words'

const NOT_LIVE = /^(Connecting|Checking|Offline)/

/** What stands around every screen of somebody signed in. */
export class Shell {
  constructor(private readonly page: Page) {}

  /** The link to a section; its name also says what waits there. */
  section(title: string) {
    return this.page
      .getByRole('navigation', { name: words.general.sections })
      .getByRole('link', { name: new RegExp(`^${title}`) })
  }

  readonly messages = () => this.section(words.messages.title)
  readonly requests = () => this.section(words.friends.title)

  connectionLine(text: string | RegExp) {
    return this.page.getByRole('status').filter({ visible: true }).getByText(text).first()
  }

  /** News arrives by socket from here on: the channel is subscribed and what came before has been asked for. */
  async expectLive() {
    await expect(this.messages()).toBeVisible()
    await expect(this.page.getByRole('status').getByText(NOT_LIVE)).toHaveCount(0)
  }
}
