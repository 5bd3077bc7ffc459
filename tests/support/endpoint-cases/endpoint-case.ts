import { sql } from 'drizzle-orm'
import { database } from '@/db/client'
import { changePicture } from '@/lib/accounts/service-picture'
import { createPasswordReset } from '@/lib/accounts/service-reset'
import { requestFriendship } from '@/lib/friends/service'
import { createInvitation } from '@/lib/invitations/service'
import { flushIndexQueue } from '@/lib/search-index/indexer'
import { startSession } from '@/lib/session/sessions'
import { sealToken } from '@/lib/session/token'
import { sessionCookie, sessionSecret, type Viewer } from '@/lib/session/viewer'
import { befriend, createConversation, sendText } from '@/tests/support/conversations'
import { createUser } from '@/tests/support/environment'
import { PNG } from '@/tests/support/png'
import 'server-only'

/** Returns a request without parameters or body. */
export const emptyRequest = () => ({})

/** Returns the expected error of a request with this invalid field. */
export const invalidField = (field: string) => ({ status: 422, code: 'invalid', field })

export interface TestRequest {
  params?: Record<string, string>
  query?: string
  /** Sent as JSON. */
  body?: unknown
  /** Sent unchanged instead of `body`. */
  text?: string
  /** Sent unchanged instead of `body`. */
  bytes?: Buffer
  headers?: Record<string, string>
}

export const INVITATION = { label: 'Book club', days: 7, uses: 5 }

/** The test data of a call: Alice, who calls, and the users and objects of her calls. */
export type EndpointWorld = Awaited<ReturnType<typeof createWorld>>

export async function createWorld() {
  const { alice, bob, conversationId } = await createConversation()
  await sendText(bob, conversationId, 'Hello')
  await sendText(alice, conversationId, 'Hello yourself')
  await flushIndexQueue()
  await database().execute(sql`update users set plan = 'pro' where id = ${alice.id}`)
  const people = await Promise.all(['asking', 'asked', 'friend', 'stranger'].map((name) => createUser(name)))
  const [asking, asked, friend, stranger] = people as [Viewer, Viewer, Viewer, Viewer] // One user per name above.
  await requestFriendship(asking, alice.id)
  await requestFriendship(alice, asked.id)
  await befriend(friend, alice)
  const [own, theirs] = await Promise.all([alice, stranger].map((owner) => createInvitation(owner, INVITATION)))
  const invitations = { own: own?.id ?? '', tokenOfStranger: theirs?.path.slice('/i/'.length) ?? '' }
  const phoneId = await startSession(alice.id, { userAgent: 'phone', address: '192.0.2.1' })
  const pictureId = (await changePicture(stranger, PNG)).pictureId ?? ''
  const resetToken = (await createPasswordReset(stranger.id)).slice('/reset/'.length)
  return { resetToken, alice, bob, asking, asked, friend, stranger, conversationId, invitations, phoneId, pictureId }
}

export function cookieOf({ id, sessionId }: Viewer): string {
  return `${sessionCookie()}=${sealToken({ token: { sub: id, sid: sessionId }, secret: sessionSecret() })}`
}

export interface EndpointCase {
  validRequest(world: EndpointWorld): TestRequest
  /** The status of a valid request. */
  status: number
  /** Needs no session. */
  isPublic?: true
  /** Gives the same response for every id, also for an unknown one. */
  anyId?: true
  /** Takes a form or a signed body instead of JSON. */
  isNotJson?: true
  /** The media type of the response to a valid request, if it is not JSON. */
  type?: string
  /** The Cache-Control header of the response; `no-store` if absent. */
  cache?: string
  invalidRequest?(world: EndpointWorld): TestRequest
  /** The expected error of the invalid request. */
  refusal?: { status: number; code: string; field?: string }
}
