import type { Page } from '@playwright/test'
import { words } from '@/components/strings/en'

export class FriendsPage {
  constructor(private readonly page: Page) {}

  goto = () => this.page.goto('/friends')

  searchBox = () => this.page.getByRole('searchbox', { name: words.friends.find })
  filterBox = () => this.page.getByRole('searchbox', { name: words.many.filter })

  search = (text: string) => this.searchBox().fill(text)

  private button = (name: string) => this.page.getByRole('button', { name, exact: true })
  private region = (name: string) => this.page.getByRole('region', { name: new RegExp(`^${name}`) })

  requestButton = (name: string) => this.button(words.friends.requestTo(name))
  cancelButton = (name: string) => this.button(words.friends.cancelTo(name))
  acceptButton = (name: string) => this.button(words.friends.acceptFrom(name))
  declineButton = (name: string) => this.button(words.friends.declineFrom(name))
  messageButton = (name: string) => this.button(words.friends.messageTo(name))

  incoming = () => this.region(words.friends.incoming)
  outgoing = () => this.region(words.friends.outgoing)
  list = () => this.region(words.friends.title)
  suggestions = () => this.region(words.many.suggestions)
  dismissButton = (name: string) => this.button(words.many.dismiss(name))

  /** The button of the menu about a person. */
  more = (name: string) => this.button(words.person.more(name))
  choice = (label: string) => this.page.getByRole('menuitem', { name: new RegExp(`^${label}`) })

  async choose(name: string, label: string) {
    await this.more(name).first().click()
    await this.choice(label).click()
  }

  selectButton = () => this.button(words.many.select)
  box = (name: string) => this.page.getByRole('checkbox', { name: words.many.selectRequest(name), exact: true })
  acceptMany = (count: number) => this.button(words.many.acceptMany(count))
  declineMany = (count: number) => this.button(words.many.declineMany(count))

  /** What the toast says has happened. */
  toast = (text: string) => this.page.getByRole('region', { name: words.toasts.title }).getByText(text)
  undoButton = () => this.button(words.toasts.undo)
}
