import type { Page } from '@playwright/test'
import { en } from '@/components/strings/en'

export class NotificationsPage {
  constructor(private readonly page: Page) {}

  goto = () => this.page.goto('/notifications')

  list = () => this.page.getByRole('list', { name: en.notifications.list })

  row = (text: string) => this.list().getByRole('listitem').filter({ hasText: text })

  /** The marker of a notification that was unread when first shown. */
  newMark = (text: string) => this.row(text).getByText(en.notifications.isNew, { exact: true })

  settingsLink = () => this.page.getByRole('main').getByRole('link', { name: en.you.notifications.title, exact: true })
}
