import { patch, post, remove } from '@/components/sync/api'
import { retryAfterMs } from '@/components/sync/backoff'
import { isRefusal, Problem } from '@/components/sync/problem'
import { retracted } from '@/lib/messages/reducers'
import type { Message } from '@/lib/messages/schema'
import { VIEWER_CHANGED } from '@/lib/session/rules'
import type { OutboxItem } from './types'

/** The outcome of one attempt. */
export type SendOutcome =
  /** The server has the message in the state that its author wants. */
  | { kind: 'stored'; message: Message }
  /** The message is not stored, and another attempt would be refused too. */
  | { kind: 'refused'; fault: string }
  /** The message is stored in an earlier state; its edit or retraction was refused. */
  | { kind: 'change refused'; message: Message; fault: string }
  /** The message was stored, and was retracted because its author cancelled it. */
  | { kind: 'retracted'; message: Message }
  /** The message was cancelled and had never been stored. */
  | { kind: 'not stored' }
  /** `isLimited` means that the server accepts no more sends for now. */
  | { kind: 'retry'; seconds: number; isLimited?: boolean }

/**
 * Brings the message on the server to the state that its author wants. `latest` is called after every response, because
 * the author may change the message meanwhile. The server keeps the first text of a clientId, so a later one is sent as
 * an edit. To find out whether a cancelled message was stored, it is sent with a blank text, which the server never
 * stores; if an earlier attempt was stored, it is retracted.
 */
export async function deliverMessage(latest: () => OutboxItem): Promise<SendOutcome> {
  const sent = latest()
  let stored: Message | undefined
  try {
    stored = await send(sent)
    let sentBody = stored.body
    while (true) {
      const { body, rewritten, withdrawn } = latest()
      if (withdrawn) return { kind: 'retracted', message: await retract(stored) }
      if (!rewritten || stored.retracted || body === sentBody) return { kind: 'stored', message: stored }
      stored = (await patch<{ message: Message }>(pathOf(stored), { body })).message
      sentBody = body
    }
  } catch (error) {
    if (!latest().withdrawn) return outcomeOf(error, stored) ?? refused(error, sent)
    return outcomeOf(error, stored) ?? (isOtherSession(error) ? { kind: 'retry', seconds: 0 } : { kind: 'not stored' })
  }
}

async function send({ conversationId, clientId, body, replyTo, withdrawn }: OutboxItem): Promise<Message> {
  const text = withdrawn ? '' : body
  const input = { conversationId, clientId, body: text, ...(replyTo === null ? {} : { replyTo }) }
  return (await post<{ message: Message }>('/api/messages/send', input)).message
}

async function retract(message: Message): Promise<Message> {
  if (!message.retracted) await remove(`${pathOf(message)}?for=everyone`)
  return retracted(message)
}

const pathOf = ({ conversationId, seq }: Message) => `/api/messages/${conversationId}/${seq}`

function outcomeOf(error: unknown, stored: Message | undefined): SendOutcome | undefined {
  const seconds = secondsBeforeRetry(error)
  if (seconds !== undefined) return { kind: 'retry', seconds, isLimited: isLimit(error) }
  return stored && { kind: 'change refused', message: stored, fault: faultOf(error) }
}

/** A blank text is always refused. If the cancellation was undone meanwhile, the message is sent with its text. */
const refused = (error: unknown, sent: OutboxItem): SendOutcome =>
  sent.withdrawn ? { kind: 'retry', seconds: 0 } : { kind: 'refused', fault: faultOf(error) }

/** Returns whether the session was not the author's; the response then does not tell whether the message is stored. */
const isOtherSession = (error: unknown) =>
  error instanceof Problem && (error.status === 401 || error.code === VIEWER_CHANGED)

const faultOf = (error: unknown) =>
  error instanceof Problem ? (error.errors.body ?? error.detail) : 'This could not be sent.'

/** Returns the seconds to wait before another attempt; undefined if that would be refused too. */
function secondsBeforeRetry(error: unknown): number | undefined {
  if (!(error instanceof Problem) || isRefusal(error)) return undefined
  return isLimit(error) ? retryAfterMs(error) / 1000 || 10 : retryAfterMs(error) / 1000
}

const isLimit = (error: unknown) => error instanceof Problem && error.status === 429
