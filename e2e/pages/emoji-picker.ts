import type { Page } from '@playwright/test'
import { en } from '@/components/strings/en'

export class EmojiPicker {
  constructor(private readonly page: Page) {}

  dialog = () => this.page.getByRole('dialog', { name: en.emoji.title, exact: true })

  search = () => this.dialog().getByRole('searchbox', { name: en.emoji.search, exact: true })

  /** The emoji under that heading. */
  grid = (heading: string) => this.dialog().getByRole('grid', { name: heading, exact: true })

  emoji = (name: string) => this.dialog().getByRole('gridcell', { name, exact: true }).first()

  composerButton = () => this.page.getByRole('button', { name: en.emoji.open, exact: true })

  moreReactions = () => this.page.getByRole('menuitem', { name: en.messages.moreReactions, exact: true })
}
