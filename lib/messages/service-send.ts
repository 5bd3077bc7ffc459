import 'server-only'
import { reservedDatabase } from '@/db/client'
import { findMessage } from '@/db/queries/messages'
import { type SendRow, type SentRow, sendMessages } from '@/db/queries/send-messages'
import type { Person } from '@/lib/accounts/schema'
import { broker } from '@/lib/broker/broker'
import { currentLimits } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { toDelivery } from '@/lib/events/publish'
import { newId } from '@/lib/ids'
import type { Limits } from '@/lib/limits'
import { type RateLimit, rateLimited, refund, tryConsume } from '@/lib/rate-limits/service'
import { scheduleIndexing } from '@/lib/search-index/indexer'
import type { Viewer } from '@/lib/session/viewer'
import { singleton } from '@/lib/singletons'
import { createBatcher } from './batcher'
import { bodyError } from './rules'
import type { Message, SendMessageInput } from './schema'
import { messageView } from './views'

const MAX_ROWS = 128
const MAX_STATEMENTS = 2

type Sent = readonly SentRow[]

/** Stores a message and tells both people. A clientId sent before answers with the message it stored (`isNew` false). */
export async function sendMessage(
  viewer: Viewer,
  input: SendMessageInput,
): Promise<{ message: Message; isNew: boolean }> {
  const limits = currentLimits()
  const allowances = allowancesOf(viewer, input.conversationId, limits)
  const refusal = invalidBody(input.body, limits) ?? (await limitRefusal(allowances))
  // A refused send still asks whether it was stored before: then that is the answer.
  const body = refusal ? '' : input.body
  const { conversationId, clientId, replyTo } = input
  const row = { id: newId(), conversationId, clientId, senderId: viewer.id, body, replyToSeq: replyTo ?? null }
  const sent = await sendQueue()({ ...row, allowed: !refusal })
  const result = await outcome(viewer, input, sent, refusal)
  if (!result.isNew && !refusal) await refund(allowances, reservedDatabase()) // A client that repeats itself on a bad network is no flood.
  return result
}

const sendQueue = () =>
  singleton('send queue', () =>
    createBatcher<SendRow, Sent>({
      run: storeAndTell,
      keyOf: ({ senderId, clientId }) => `${senderId}/${clientId}`,
      laneOf: ({ conversationId }) => conversationId,
      maxRows: MAX_ROWS,
      maxRuns: MAX_STATEMENTS,
    }),
  )

async function storeAndTell(rows: readonly SendRow[]): Promise<Sent[]> {
  const answers = rows.map((): SentRow[] => [])
  for (const sent of await sendMessages(reservedDatabase(), rows)) answers[sent.ord - 1]?.push(sent)
  tell(rows, answers)
  scheduleIndexing(new Set(answers.flatMap((sent) => (sent[0]?.state === 'stored' ? [sent[0].conversationId] : []))))
  return answers
}

/** The statement has committed and answered with all an event needs, so nothing is read again to publish it. */
function tell(rows: readonly SendRow[], answers: readonly Sent[]) {
  const deliveries = answers.flatMap((sent, index) =>
    sent.flatMap((row) => {
      const from = rows[index]
      if (row.userId === null || !from) return []
      const data = { message: view(row, from.senderId, from.clientId), peer: peerOf(row) }
      return [toDelivery(row.userId, row.eventSeq, 'new_message', data)]
    }),
  )
  if (deliveries.length > 0) broker().deliver(deliveries)
}

const peerOf = (row: SentRow): Person => ({
  id: row.peerId,
  username: row.peerUsername,
  displayName: row.peerDisplayName,
  pictureId: row.peerPictureId,
})

const view = (row: SentRow, senderId: string, clientId: string): Message =>
  messageView({
    ...row,
    senderId,
    clientId,
    kind: 'text',
    createdAt: new Date(Math.floor(row.createdMs)),
    editedAt: null,
    retractedAt: null,
    reactions: null,
  })

/** A message sent before, as it stands now. */
async function known(sent: SentRow, senderId: string, clientId: string): Promise<Message> {
  const changed = sent.modSeq > 0 ? await findMessage(reservedDatabase(), sent.conversationId, sent.seq) : undefined
  return changed ? messageView(changed) : view(sent, senderId, clientId)
}

async function outcome(viewer: Viewer, input: SendMessageInput, [sent]: Sent, refusal: AppError | undefined) {
  if (!sent) throw new Error('A send came back without an answer.')
  switch (sent.state) {
    case 'stored':
      return { message: view(sent, viewer.id, input.clientId), isNew: true }
    case 'known':
      if (sent.conversationId !== input.conversationId)
        throw new AppError(
          'conflict',
          'client_id_reused',
          'That clientId belongs to a message in another conversation.',
        )
      return { message: await known(sent, viewer.id, input.clientId), isNew: false }
    case 'not_a_member':
      throw new AppError('not_found', 'not_found', 'There is no such conversation.')
    case 'no_such_reply':
      throw new AppError('invalid', 'invalid', 'There is no such message to answer.', {
        errors: { replyTo: 'is not a message of this conversation' },
      })
    case 'closed':
      throw new AppError('forbidden', 'not_friends', 'You can write to friends only.')
    case 'refused':
      throw refusal ?? new Error('A send was refused without a reason.')
  }
}

const allowancesOf = (viewer: Viewer, conversationId: string, limits: Limits): RateLimit[] => [
  { key: `send:${viewer.id}`, max: limits.sendPerMinute, windowSeconds: 60 },
  { key: `send:${viewer.id}:${conversationId}`, max: limits.sendPer10Seconds, windowSeconds: 10 },
]

async function limitRefusal(allowances: readonly RateLimit[]): Promise<AppError | undefined> {
  const seconds = await tryConsume(allowances, reservedDatabase())
  return seconds > 0 ? rateLimited(seconds) : undefined
}

export function invalidBody(body: string, limits: Limits): AppError | undefined {
  const fault = bodyError(body, limits.messageCodePoints)
  return fault === undefined ? undefined : new AppError('invalid', 'invalid', fault, { errors: { body: fault } })
}
