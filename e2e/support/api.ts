import { randomUUID } from 'node:crypto'
import { type APIRequestContext, type APIResponse, expect } from '@playwright/test'
import type { MeResponse, Person, Self } from '@/lib/accounts/schema'
import type { Conversation } from '@/lib/conversations/schema'
import type { Invitation } from '@/lib/invitations/schema'
import type { Message } from '@/lib/messages/schema'
import type { Page } from '@/lib/paging'

export const PASSWORD = 'a horse on a staircase'

/**
 * Client of the HTTP API as a signed-in user. Every call expects success, except those that return the raw response.
 */
export class Api {
  constructor(readonly http: APIRequestContext) {}

  async signUp(username: string, displayName: string): Promise<Self> {
    const data = { username, displayName, password: PASSWORD }
    return (await answerOf<{ user: Self }>(this.http.post('/api/accounts', { data }))).user
  }

  async signIn(username: string, password = PASSWORD): Promise<void> {
    const { csrfToken } = await answerOf<{ csrfToken: string }>(this.http.get('/api/auth/csrf'))
    const form = { csrfToken, username, password, json: 'true' }
    await answerOf(this.http.post('/api/auth/callback/credentials', { form }))
  }

  changeProfile = (fields: { displayName?: string; bio?: string }) =>
    answerOf(this.http.patch('/api/me', { data: fields }))

  me = () => answerOf<MeResponse>(this.http.get('/api/me'))

  async find(username: string): Promise<Person> {
    const { items } = await answerOf<Page<Person>>(this.http.get('/api/users/search', { params: { q: username } }))
    const found = items.find((person) => person.username === username)
    if (!found) throw new Error(`There is no ${username}.`)
    return found
  }

  /** Returns the raw response, for negative tests. */
  request = (userId: string) => this.http.post(`/api/friends/request/${userId}`)

  accept = (userId: string) => answerOf(this.http.post(`/api/friends/accept/${userId}`))
  cancel = (userId: string) => answerOf(this.http.post(`/api/friends/cancel/${userId}`))
  block = (userId: string) => answerOf(this.http.post(`/api/friends/block/${userId}`))
  unblock = (userId: string) => answerOf(this.http.post(`/api/friends/unblock/${userId}`))

  /** Returns the incoming requests. */
  requests = () => answerOf<Page<Person>>(this.http.get('/api/friends/list?status=pending&limit=100'))

  friends = () => answerOf<Page<Person>>(this.http.get('/api/friends/list?status=accepted&limit=100'))

  async invite(fields: { label?: string; days?: number; uses?: number }): Promise<Invitation> {
    const made = this.http.post('/api/invitations', { data: fields })
    return (await answerOf<{ invitation: Invitation }>(made)).invitation
  }

  async endInvitation(id: string): Promise<void> {
    await expect(await this.http.delete(`/api/invitations/${id}`)).toBeOK()
  }

  acceptInvitation = (path: string) =>
    answerOf(this.http.post('/api/invitations/accept', { data: { token: path.slice('/i/'.length) } }))

  async conversationWith(userId: string): Promise<Conversation> {
    const opened = this.http.post('/api/messages/conversations', { data: { userId } })
    return (await answerOf<{ conversation: Conversation }>(opened)).conversation
  }

  async send(conversationId: string, body: string, { replyTo }: { replyTo?: number } = {}): Promise<Message> {
    const data = { conversationId, clientId: randomUUID(), body, replyTo }
    return (await answerOf<{ message: Message }>(this.http.post('/api/messages/send', { data }))).message
  }

  async react(conversationId: string, seq: number, emoji: string): Promise<void> {
    await answerOf(this.http.post(`/api/messages/${conversationId}/${seq}/reaction`, { data: { emoji } }))
  }

  /** Returns the number of messages of the conversation that match, up to a page. */
  async countFound(q: string, conversationId: string): Promise<number> {
    const answer = this.http.get('/api/messages/search', { params: { q, conversationId, limit: 50 } })
    return (await answerOf<Page<unknown>>(answer)).items.length
  }

  history = (conversationId: string) =>
    answerOf<Page<Message>>(this.http.get(`/api/messages/${conversationId}?limit=100`))

  markRead = (conversationId: string, seq: number) =>
    answerOf(this.http.post('/api/messages/mark-read', { data: { conversationId, seq } }))

  /** Returns the raw response, for negative tests. */
  channelAuth = (socketId: string, channel: string) =>
    this.http.post('/api/realtime/auth', { form: { socket_id: socketId, channel_name: channel } })
}

async function answerOf<Answer>(asked: Promise<APIResponse>): Promise<Answer> {
  const response = await asked
  expect(response, `${response.url()}: ${await response.text()}`).toBeOK()
  return response.json()
}
