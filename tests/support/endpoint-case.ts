import { sql } from 'drizzle-orm'
import { database } from '@/db/client'
import { changePicture } from '@/lib/accounts/service-picture'
import { requestFriendship } from '@/lib/friends/service'
import { createInvitation } from '@/lib/invitations/service'
import { flushIndexQueue } from '@/lib/search-index/indexer'
import { startSession } from '@/lib/session/sessions'
import { sealToken } from '@/lib/session/token'
import { sessionCookie, sessionSecret, type Viewer } from '@/lib/session/viewer'
import { befriend, createConversation, sendText } from './conversations'
import { createUser } from './environment'
import { PNG } from './png'
import 'server-only'

/** A request without anything to it. */
export const emptyRequest = () => ({})

/** The refusal of a request for one of its fields. */
export const invalidField = (field: string) => ({ status: 422, code: 'invalid', field })

export interface TestRequest {
  params?: Record<string, string>
  query?: string
  /** Sent as JSON. */
  body?: unknown
  /** Sent as it is, instead of a body. */
  text?: string
  /** As `text`. */
  bytes?: Buffer
  headers?: Record<string, string>
}

export const INVITATION = { label: 'Book club', days: 7, uses: 5 }

/** Alice, who calls, and everybody she may call about. */
export type World = Awaited<ReturnType<typeof newWorld>>

export async function newWorld() {
  const { alice, bob, conversationId } = await createConversation()
  await sendText(bob, conversationId, 'Hello')
  await sendText(alice, conversationId, 'Hello yourself')
  await flushIndexQueue()
  await database().execute(sql`update users set plan = 'pro' where id = ${alice.id}`)
  const people = await Promise.all(['asking', 'asked', 'friend', 'stranger'].map((name) => createUser(name)))
  const [asking, asked, friend, stranger] = people as [Viewer, Viewer, Viewer, Viewer] // One for each name above.
  await requestFriendship(asking, alice.id)
  await requestFriendship(alice, asked.id)
  await befriend(friend, alice)
  const [own, theirs] = await Promise.all([alice, stranger].map((owner) => createInvitation(owner, INVITATION)))
  const invitations = { own: own?.id ?? '', tokenOfStranger: theirs?.path.slice('/i/'.length) ?? '' }
  const phoneId = await startSession(alice.id, { userAgent: 'phone', address: '192.0.2.1' })
  const pictureId = (await changePicture(stranger, PNG)).pictureId ?? ''
  return { alice, bob, asking, asked, friend, stranger, conversationId, invitations, phoneId, pictureId }
}

export function cookieOf({ id, sessionId }: Viewer): string {
  return `${sessionCookie()}=${sealToken({ token: { sub: id, sid: sessionId }, secret: sessionSecret() })}`
}

export interface EndpointCase {
  right(world: World): TestRequest
  /** The status of a right request. */
  status: number
  /** Needs no session. */
  open?: true
  /** Answers alike for everybody's id and for nobody's. */
  anyId?: true
  /** Takes a form, or what is signed, and not JSON that anybody may send. */
  form?: true
  /** What a right request is answered with, where that is no JSON. */
  type?: string
  /** How long it may be kept; not at all when absent. */
  cache?: string
  wrong?(world: World): TestRequest
  /** What a wrong request is answered with. */
  refusal?: { status: number; code: string; field?: string }
}
