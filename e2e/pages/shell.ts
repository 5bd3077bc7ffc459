import { expect, type Page } from '@playwright/test'
import { en } from '@/components/strings/en'

const NOT_LIVE = /^(Connecting|Checking|Offline)/

/** What stands around every screen of somebody signed in. */
export class Shell {
  constructor(private readonly page: Page) {}

  /** The link to a section of that title. */
  section = (title: string) =>
    this.page
      .getByRole('navigation', { name: en.general.sections })
      .getByRole('link', { name: new RegExp(`^${title}`) })

  /** What waits for the person in a section, as its link says: '1 request', or '' for nothing. */
  async expectWaiting(title: string, waiting: string) {
    const name = waiting ? new RegExp(`^${title} ?, ${waiting}$`) : title
    await expect(this.section(title)).toHaveAccessibleName(name)
  }

  expectUnread = (waiting: string) => this.expectWaiting(en.messages.title, waiting)
  expectRequests = (waiting: string) => this.expectWaiting(en.friends.title, waiting)

  expectNotifications = (waiting: string) => this.expectWaiting(en.notifications.title, waiting)

  /** A toast that says this. */
  toast = (text: string) =>
    this.page.getByRole('region', { name: en.toasts.title }).getByRole('listitem').filter({ hasText: text })

  connectionLine(text: string | RegExp) {
    return this.page.getByRole('status').filter({ visible: true }).getByText(text).first()
  }

  /** News arrives by socket from here on: the channel is subscribed and what came before has been asked for. */
  async expectLive() {
    await expect(this.page.getByRole('main')).toBeVisible()
    await expect(this.page.getByRole('status').getByText(NOT_LIVE)).toHaveCount(0)
  }
}
