import type { Page } from '@playwright/test'
import { en } from '@/components/strings/en'

export class ConversationsPage {
  constructor(private readonly page: Page) {}

  goto = () => this.page.goto('/messages')

  list = () => this.page.getByRole('list', { name: en.messages.list })

  /** The row of the conversation with that user; its accessible name includes the last message and the unread count. */
  row = (name: string) => this.list().getByRole('link', { name: new RegExp(name) })
}
