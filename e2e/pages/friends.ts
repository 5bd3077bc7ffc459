import type { Page } from '@playwright/test'
import { words } from '@/components/words'

export class FriendsPage {
  constructor(private readonly page: Page) {}

  goto = () => this.page.goto('/friends')

  searchBox = () => this.page.getByRole('searchbox', { name: words.friends.find })

  search = (text: string) => this.searchBox().fill(text)

  private button = (name: string) => this.page.getByRole('button', { name, exact: true })

  requestButton = (name: string) => this.button(words.friends.requestTo(name))
  cancelButton = (name: string) => this.button(words.friends.cancelTo(name))
  acceptButton = (name: string) => this.button(words.friends.acceptFrom(name))
  declineButton = (name: string) => this.button(words.friends.declineFrom(name))
  messageButton = (name: string) => this.button(words.friends.messageTo(name))
}
