import { expect, type Page } from '@playwright/test'
import { en } from '@/components/strings/en'

const NOT_LIVE = /^(Connecting|Checking|Offline)/

/** Page object of the shell around every screen. */
export class Shell {
  constructor(private readonly page: Page) {}

  /** The navigation link with that title. */
  section = (title: string) =>
    this.page
      .getByRole('navigation', { name: en.general.sections })
      .getByRole('link', { name: new RegExp(`^${title}`) })

  /** Expects the count in the navigation link of a section: '1 request', or '' for none. */
  async expectCount(title: string, count: string) {
    const name = count ? `${title} ${count}` : title
    await expect(this.section(title)).toHaveAccessibleName(name)
  }

  expectUnread = (count: string) => this.expectCount(en.messages.title, count)
  expectRequests = (count: string) => this.expectCount(en.friends.title, count)

  expectNotifications = (count: string) => this.expectCount(en.notifications.title, count)

  /** A toast with this text. */
  toast = (text: string) =>
    this.page.getByRole('region', { name: en.toasts.title }).getByRole('listitem').filter({ hasText: text })

  connectionLine(text: string | RegExp) {
    return this.page.getByRole('status').filter({ visible: true }).getByText(text).first()
  }

  /** Expects the tab to be live: the channel is subscribed and earlier events were fetched. */
  async expectLive() {
    await expect(this.page.getByRole('main')).toBeVisible()
    await expect(this.page.getByRole('status').getByText(NOT_LIVE)).toHaveCount(0)
  }
}
