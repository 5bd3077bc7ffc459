import type { Page } from '@playwright/test'
import { en } from '@/components/strings/en'

const { invitations } = en
const LINK = /\/i\/[\w-]{22}$/

interface Options {
  label: string
  days?: number
  uses?: number
  asksFirst?: boolean
}

/** Page object of the invitations screen. */
export class InvitationsPage {
  constructor(private readonly page: Page) {}

  goto = () => this.page.goto('/friends/invite')

  field = (label: string) => this.page.getByLabel(label, { exact: true })
  createButton = () => this.button(invitations.create)
  copyButton = (name: string) => this.button(invitations.copyOf(name))
  copiedButton = (name: string) => this.button(invitations.copiedOf(name))
  codeButton = (name: string) => this.button(invitations.codeOf(name))
  endButton = (name: string) => this.button(invitations.endOf(name))
  confirmButton = () => this.button(invitations.endNow)
  optionsButton = () => this.button(invitations.options)
  /** The link that is ready when the screen opens. */
  ready = () => this.page.getByRole('region', { name: invitations.ready })
  readyLink = () => this.ready().getByText(LINK).innerText()
  code = () => this.open().getByRole('img', { name: invitations.codeTitle })
  open = () => this.page.getByRole('region', { name: invitations.open })
  closed = () => this.page.getByRole('region', { name: invitations.closed })

  private button = (name: string) => this.page.getByRole('button', { name, exact: true })

  /** Creates an invitation and resolves with its link. */
  async create({ label, days = 7, uses = 1, asksFirst }: Options): Promise<string> {
    await this.showOptions()
    await this.field(invitations.label).fill(label)
    await this.field(invitations.days).fill(`${days}`)
    await this.field(invitations.uses).fill(`${uses}`)
    if (asksFirst !== undefined) await this.field(invitations.asksFirst).setChecked(asksFirst)
    await this.createButton().click()
    const row = this.open().getByRole('listitem').filter({ hasText: label })
    return row.getByText(LINK).innerText()
  }

  async showOptions() {
    const button = this.optionsButton()
    if ((await button.getAttribute('aria-expanded')) === 'false') await button.click()
  }
}

/** Page object of the landing page of an invitation. */
export class InvitationPage {
  constructor(private readonly page: Page) {}

  inviter = (name: string) => this.page.getByRole('heading', { name: `${name} ${invitations.invitesYou}` })
  signUpLink = () => this.page.getByRole('link', { name: en.account.signUp, exact: true })
  signInLink = () => this.page.getByRole('link', { name: en.account.signIn, exact: true })
  acceptButton = () => this.page.getByRole('button', { name: invitations.accept, exact: true })
  askButton = () => this.page.getByRole('button', { name: invitations.ask, exact: true })
  messageButton = (name: string) => this.page.getByRole('link', { name: en.friends.messageTo(name), exact: true })
  status = (text: string) => this.page.getByRole('status').getByText(text, { exact: true })
  notValid = () => this.page.getByRole('heading', { name: invitations.notValid })
}
