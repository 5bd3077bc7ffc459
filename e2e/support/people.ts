import { randomBytes } from 'node:crypto'
import type { APIRequestContext, BrowserContext, Page } from '@playwright/test'
import { ConversationPage } from '@/e2e/pages/conversation'
import { ConversationsPage } from '@/e2e/pages/conversations'
import { FriendsPage } from '@/e2e/pages/friends'
import { ProfilePage } from '@/e2e/pages/profile'
import { Shell } from '@/e2e/pages/shell'
import type { Self } from '@/lib/accounts/schema'
import { Api } from './api'

/** A user with an account, signed in to their own browser context, with a blank page. */
export class Person {
  readonly shell: Shell
  readonly friends: FriendsPage
  readonly profile: ProfilePage
  readonly conversations: ConversationsPage
  readonly chat: ConversationPage

  constructor(
    readonly user: Self,
    readonly api: Api,
    readonly context: BrowserContext,
    readonly page: Page,
  ) {
    this.shell = new Shell(page)
    this.friends = new FriendsPage(page)
    this.profile = new ProfilePage(page)
    this.conversations = new ConversationsPage(page)
    this.chat = new ConversationPage(page)
  }

  /** Opens the conversation with a friend by its path; resolves when the tab is live. */
  async openChat(friend: Person): Promise<void> {
    const { id } = await this.api.conversationWith(friend.user.id)
    await this.page.goto(`/messages/${id}`)
    await this.chat.expectOpen(friend.user)
    await this.shell.expectLive()
  }
}

/** Returns a username that is unique in this run and in earlier runs against the same app. */
export const uniqueUsername = (name: string) => `${name.toLowerCase()}_${randomBytes(6).toString('hex')}`

export async function personIn(context: BrowserContext, displayName: string): Promise<Person> {
  const { api, user } = await signedInWith(context.request, displayName)
  return new Person(user, api, context, await context.newPage())
}

/** Creates a user without a browser. */
export async function signedInWith(http: APIRequestContext, displayName: string) {
  const api = new Api(http)
  const user = await api.signUp(uniqueUsername(displayName), displayName)
  await api.signIn(user.username)
  return { api, user }
}

interface Somebody {
  user: { id: string }
  api: Api
}

/** Makes two users friends; resolves with the id of their conversation. */
export async function befriend(a: Somebody, b: Somebody): Promise<string> {
  await a.api.request(b.user.id)
  await b.api.accept(a.user.id)
  return (await a.api.conversationWith(b.user.id)).id
}
