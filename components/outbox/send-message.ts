import { patch, post, remove } from '@/components/sync/api'
import { retryAfterMs } from '@/components/sync/backoff'
import { isRefusal, Problem } from '@/components/sync/problem'
import { retracted } from '@/lib/messages/reducers'
import type { Message } from '@/lib/messages/schema'
import { VIEWER_CHANGED } from '@/lib/session/rules'
import type { OutboxItem } from './types'

/** Result of one attempt. */
export type SendOutcome =
  /** Stored in its final form. */
  | { kind: 'stored'; message: Message }
  /** Not stored, and a retry would be refused too. */
  | { kind: 'refused'; fault: string }
  /** Stored with its first text; the later edit or cancellation was refused. */
  | { kind: 'stays'; message: Message; fault: string }
  /** Was stored and is now retracted. */
  | { kind: 'withdrawn'; message: Message }
  /** Cancelled before it was stored. */
  | { kind: 'never sent' }
  | { kind: 'waiting'; seconds: number }

/**
 * Delivers a message in its current form. `wanted` is read again after every response, because the author may change
 * the message meanwhile. The server keeps the first text of a clientId, so a later text becomes an edit. For a
 * cancelled message a blank text is sent, which is never stored but shows whether an earlier attempt was; that one is
 * then retracted.
 */
export async function deliverMessage(wanted: () => OutboxItem): Promise<SendOutcome> {
  const asked = wanted()
  let stored: Message | undefined
  try {
    stored = await send(asked)
    let said = stored.body
    while (true) {
      const { body, rewritten, withdrawn } = wanted()
      if (withdrawn) return { kind: 'withdrawn', message: await takeBack(stored) }
      if (!rewritten || stored.retracted || body === said) return { kind: 'stored', message: stored }
      stored = (await patch<{ message: Message }>(pathOf(stored), { body })).message
      said = body
    }
  } catch (error) {
    if (!wanted().withdrawn) return outcomeOf(error, stored) ?? refused(error, asked)
    return outcomeOf(error, stored) ?? (isUnheard(error) ? { kind: 'waiting', seconds: 0 } : { kind: 'never sent' })
  }
}

async function send({ conversationId, clientId, body, replyTo, withdrawn }: OutboxItem): Promise<Message> {
  const words = withdrawn ? '' : body
  const input = { conversationId, clientId, body: words, ...(replyTo === null ? {} : { replyTo }) }
  return (await post<{ message: Message }>('/api/messages/send', input)).message
}

async function takeBack(message: Message): Promise<Message> {
  if (!message.retracted) await remove(`${pathOf(message)}?for=everyone`)
  return retracted(message)
}

const pathOf = ({ conversationId, seq }: Message) => `/api/messages/${conversationId}/${seq}`

function outcomeOf(error: unknown, stored: Message | undefined): SendOutcome | undefined {
  const seconds = secondsBeforeRetry(error)
  if (seconds !== undefined) return { kind: 'waiting', seconds }
  return stored && { kind: 'stays', message: stored, fault: faultOf(error) }
}

/** A blank text is always refused: when the author has restored the message meanwhile, it is sent with its text. */
const refused = (error: unknown, asked: OutboxItem): SendOutcome =>
  asked.withdrawn ? { kind: 'waiting', seconds: 0 } : { kind: 'refused', fault: faultOf(error) }

/** Whether the session was not the author's, so that the response says nothing about the message. */
const isUnheard = (error: unknown) =>
  error instanceof Problem && (error.status === 401 || error.code === VIEWER_CHANGED)

const faultOf = (error: unknown) =>
  error instanceof Problem ? (error.errors.body ?? error.detail) : 'This could not be sent.'

/** Returns the seconds to wait before a retry; undefined when a retry would be refused too. */
function secondsBeforeRetry(error: unknown): number | undefined {
  if (!(error instanceof Problem) || isRefusal(error)) return undefined
  return error.status === 429 ? retryAfterMs(error) / 1000 || 10 : retryAfterMs(error) / 1000
}
