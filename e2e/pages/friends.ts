import type { Page } from '@playwright/test'
import { en } from '@/components/strings/en'

export class FriendsPage {
  constructor(private readonly page: Page) {}

  goto = () => this.page.goto('/friends')

  searchBox = () => this.page.getByRole('searchbox', { name: en.friends.find })
  filterBox = () => this.page.getByRole('searchbox', { name: en.many.filter })

  search = (text: string) => this.searchBox().fill(text)

  private button = (name: string) => this.page.getByRole('button', { name, exact: true })
  private region = (name: string) => this.page.getByRole('region', { name: new RegExp(`^${name}`) })

  requestButton = (name: string) => this.button(en.friends.requestTo(name))
  cancelButton = (name: string) => this.button(en.friends.cancelTo(name))
  acceptButton = (name: string) => this.button(en.friends.acceptFrom(name))
  declineButton = (name: string) => this.button(en.friends.declineFrom(name))
  messageButton = (name: string) => this.button(en.friends.messageTo(name))

  incoming = () => this.region(en.friends.incoming)
  outgoing = () => this.region(en.friends.outgoing)
  list = () => this.region(en.friends.title)
  suggestions = () => this.region(en.many.suggestions)
  dismissButton = (name: string) => this.button(en.many.dismiss(name))

  /** The menu button of a user. */
  more = (name: string) => this.button(en.person.more(name))
  choice = (label: string) => this.page.getByRole('menuitem', { name: new RegExp(`^${label}`) })

  async choose(name: string, label: string) {
    await this.more(name).first().click()
    await this.choice(label).click()
  }

  selectButton = () => this.button(en.many.select)
  box = (name: string) => this.page.getByRole('checkbox', { name: en.many.selectRequest(name), exact: true })
  acceptMany = (count: number) => this.button(en.many.acceptMany(count))
  declineMany = (count: number) => this.button(en.many.declineMany(count))

  /** A toast with this text. */
  toast = (text: string) => this.page.getByRole('region', { name: en.toasts.title }).getByText(text)
  undoButton = () => this.button(en.toasts.undo)
}
