import type { Page } from '@playwright/test'
import { words } from '@/components/strings/en'

export class NotificationsPage {
  constructor(private readonly page: Page) {}

  goto = () => this.page.goto('/notifications')

  list = () => this.page.getByRole('list', { name: words.notifications.list })

  row = (text: string) => this.list().getByRole('listitem').filter({ hasText: text })

  /** The sign beside what was unread when the screen first showed it. */
  newMark = (text: string) => this.row(text).getByText(words.notifications.isNew, { exact: true })

  soundSwitch = () => this.page.getByRole('button', { name: words.notifications.sound })
}
