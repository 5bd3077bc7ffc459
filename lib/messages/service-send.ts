import 'server-only'
import { reservedDatabase } from '@/db/client'
import { findMessage } from '@/db/queries/messages'
import { type SendRow, type SentRow, sendMessages } from '@/db/queries/send-messages'
import type { Person } from '@/lib/accounts/schema'
import { broker } from '@/lib/broker/broker'
import { currentLimits } from '@/lib/env'
import { AppError, busy } from '@/lib/errors'
import { toDelivery } from '@/lib/events/publish'
import { newId } from '@/lib/ids'
import type { Limits } from '@/lib/limits'
import { frequentLimits } from '@/lib/rate-limits/frequent-limits'
import type { RateLimit } from '@/lib/rate-limits/rules'
import { rateLimited } from '@/lib/rate-limits/service'
import { scheduleIndexing } from '@/lib/search-index/indexer'
import type { Viewer } from '@/lib/session/viewer'
import { singleton } from '@/lib/singletons'
import { createBatcher } from './batcher'
import { bodyError } from './rules'
import type { Message, SendMessageInput } from './schema'
import { messageView } from './views'

const MAX_ROWS = 128
const MAX_STATEMENTS = 2
/** Number of times that a send is tried while the members of its conversation keep changing. */
const MAX_ATTEMPTS = 5

type Sent = readonly SentRow[]

/** Stores a message and publishes it to the members. A known clientId returns its message, with `isNew` false. */
export async function sendMessage(
  viewer: Viewer,
  input: SendMessageInput,
): Promise<{ message: Message; isNew: boolean }> {
  const limits = currentLimits()
  const rateLimits = rateLimitsOf(viewer, input.conversationId, limits)
  const refusal = invalidBody(input.body, limits) ?? (await limitError(rateLimits))
  // A refused send still checks for a message stored under its clientId and then returns that one.
  const body = refusal ? '' : input.body
  const { conversationId, clientId, replyTo } = input
  const row = { id: newId(), conversationId, clientId, senderId: viewer.id, body, replyToSeq: replyTo ?? null }
  const sent = await sendQueue()({ ...row, allowed: !refusal })
  const result = await resultOf(viewer, input, sent, refusal)
  // A repeated send, for example on a bad network, does not count.
  if (!result.isNew && !refusal) frequentLimits().refund(rateLimits)
  return result
}

const sendQueue = () =>
  singleton('send queue', () =>
    createBatcher<SendRow, Sent>({
      run: (rows) => storeAndPublish(rows),
      keyOf: ({ senderId, clientId }) => `${senderId}/${clientId}`,
      laneOf: ({ conversationId }) => conversationId,
      maxRows: MAX_ROWS,
      maxRuns: MAX_STATEMENTS,
    }),
  )

/** Returns one result per row. Sends again, with the members of now, what found its members changed while it waited. */
async function storeAndPublish(rows: readonly SendRow[], attempts = MAX_ATTEMPTS): Promise<Sent[]> {
  const results = rows.map((): SentRow[] => [])
  for (const sent of await sendMessages(reservedDatabase(), rows)) results[sent.ord - 1]?.push(sent)
  publishStored(rows, results)
  scheduleIndexing(new Set(results.flatMap((sent) => (sent[0]?.state === 'stored' ? [sent[0].conversationId] : []))))
  const again = rows.filter((_, index) => results[index]?.[0]?.state === 'members_changed')
  if (again.length === 0 || attempts === 1) return results
  const answers = (await storeAndPublish(again, attempts - 1)).values()
  return results.map((sent) => (sent[0]?.state === 'members_changed' ? (answers.next().value ?? sent) : sent))
}

/** Publishes the stored messages. The committed statement has returned all data of the events, so nothing is read. */
function publishStored(rows: readonly SendRow[], results: readonly Sent[]) {
  const deliveries = results.flatMap((sent, index) =>
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

/** Returns the current version of a message that was stored before. */
async function currentVersion(sent: SentRow, senderId: string, clientId: string): Promise<Message> {
  const changed = sent.modSeq > 0 ? await findMessage(reservedDatabase(), sent.conversationId, sent.seq) : undefined
  return changed ? messageView(changed) : view(sent, senderId, clientId)
}

async function resultOf(viewer: Viewer, input: SendMessageInput, [sent]: Sent, refusal: AppError | undefined) {
  if (!sent) throw new Error('A send returned no result.')
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
      return { message: await currentVersion(sent, viewer.id, input.clientId), isNew: false }
    case 'members_changed':
      throw busy()
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

const rateLimitsOf = (viewer: Viewer, conversationId: string, limits: Limits): RateLimit[] => [
  { key: `send:${viewer.id}`, max: limits.sendPerMinute, windowSeconds: 60 },
  { key: `send:${viewer.id}:${conversationId}`, max: limits.sendPer10Seconds, windowSeconds: 10 },
]

async function limitError(rateLimits: readonly RateLimit[]): Promise<AppError | undefined> {
  const seconds = await frequentLimits().tryConsume(rateLimits)
  return seconds > 0 ? rateLimited(seconds) : undefined
}

export function invalidBody(body: string, limits: Limits): AppError | undefined {
  const error = bodyError(body, limits.messageCodePoints)
  return error === undefined ? undefined : new AppError('invalid', 'invalid', error, { errors: { body: error } })
}
