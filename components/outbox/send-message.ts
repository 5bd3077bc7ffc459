import { patch, post, remove } from '@/components/sync/api'
import { retryAfterMs } from '@/components/sync/backoff'
import { isRefusal, Problem } from '@/components/sync/problem'
import { retracted } from '@/lib/messages/reducers'
import type { Message } from '@/lib/messages/schema'
import { VIEWER_CHANGED } from '@/lib/session/rules'
import type { OutboxItem } from './types'

/** What became of one try. */
export type SendOutcome =
  /** The server has it as its writer wants it. */
  | { kind: 'stored'; message: Message }
  /** It is not stored, and trying again would be refused again. */
  | { kind: 'refused'; fault: string }
  /** It is stored as it was sent first; what its writer wants by now was refused. */
  | { kind: 'stays'; message: Message; fault: string }
  /** It was stored, and is taken back from everybody. */
  | { kind: 'withdrawn'; message: Message }
  /** It was withdrawn before it was ever stored. */
  | { kind: 'never sent' }
  | { kind: 'waiting'; seconds: number }

/**
 * Brings a message to the server as its writer wants it. `wanted` is asked again after every answer, because that may
 * change while one is on its way. The server keeps the first words of a clientId: others become an edit. A withdrawn
 * message is asked for by a blank text, which is never stored, and taken back from everybody when an earlier try was.
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

/** A blank text is always refused: who wants the message after all has it sent with its words. */
const refused = (error: unknown, asked: OutboxItem): SendOutcome =>
  asked.withdrawn ? { kind: 'waiting', seconds: 0 } : { kind: 'refused', fault: faultOf(error) }

/** Whether the session was not its writer's, so that the answer says nothing of the message. */
const isUnheard = (error: unknown) =>
  error instanceof Problem && (error.status === 401 || error.code === VIEWER_CHANGED)

const faultOf = (error: unknown) =>
  error instanceof Problem ? (error.errors.body ?? error.detail) : 'This could not be sent.'

/** Seconds to wait before the same is tried again; undefined when trying again would be refused again. */
function secondsBeforeRetry(error: unknown): number | undefined {
  if (!(error instanceof Problem) || isRefusal(error)) return undefined
  return error.status === 429 ? retryAfterMs(error) / 1000 || 10 : retryAfterMs(error) / 1000
}
