import 'server-only'
import type { Tx } from '@/db/client'
import { listMemberIds } from '@/db/queries/conversations'
import { editMessageBody, findMessageToChange, retractMessageBody, setReaction } from '@/db/queries/message-changes'
import { replaceInIndex } from '@/db/queries/message-search'
import { findMessage } from '@/db/queries/messages'
import { currentLimits } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { type Announce, commit } from '@/lib/events/commit'
import { consumeFrequent } from '@/lib/rate-limits/frequent-limits'
import { toIndexRow } from '@/lib/search-index/indexer'
import type { Viewer } from '@/lib/session/viewer'
import { isVisible, lockedConversationFor } from './access'
import { serializeChange } from './conversation-queues'
import { isEmoji } from './emoji'
import { bodyError } from './rules'
import type { EditMessageInput, Message, ReactInput } from './schema'
import { invalidBody } from './service-send'
import { messageView } from './views'

const MINUTE = 60
const HOUR = 3600

interface MessageKey {
  conversationId: string
  seq: number
}

type LockedMessage = NonNullable<Awaited<ReturnType<typeof findMessageToChange>>>

/** Replaces the body of a message, for `editMinutes` after it was sent. An equal body changes nothing. */
export async function editMessage(viewer: Viewer, { body, ...key }: EditMessageInput): Promise<Message> {
  const limits = currentLimits()
  if (bodyError(body, limits.messageCodePoints)) throw invalidBody(body, limits)
  return change(viewer, key, async (tx, message) => {
    assertOwn(message, viewer)
    if (message.ageSeconds > limits.editMinutes * MINUTE)
      throw tooLate(`A message can be edited for ${limits.editMinutes} minutes.`)
    if (message.body === body) return false
    await editMessageBody(tx, key.conversationId, key.seq, body)
    await replaceInIndex(tx, toIndexRow({ ...key, ...message, body }))
    return true
  })
}

/** Deletes a message for everyone, for `retractHours` after it was sent. Its seq stays, with an empty body. */
export async function retractMessage(viewer: Viewer, key: MessageKey): Promise<void> {
  const { retractHours } = currentLimits()
  await change(
    viewer,
    key,
    async (tx, message) => {
      assertOwn(message, viewer)
      if (message.retracted) return false
      if (message.ageSeconds > retractHours * HOUR)
        throw tooLate(`A message can be deleted for everyone for ${retractHours} hours.`)
      await retractMessageBody(tx, key.conversationId, key.seq)
      await replaceInIndex(tx, toIndexRow({ ...key, ...message, body: '' }))
      return true
    },
    { allowRetracted: true },
  )
}

/** Sets the viewer's reaction to a message, or removes it with null. */
export async function react(viewer: Viewer, { emoji, ...key }: ReactInput): Promise<Message> {
  if (emoji !== null && !isEmoji(emoji))
    throw new AppError('invalid', 'invalid', 'That is no emoji.', { errors: { emoji: 'Choose one emoji.' } })
  return change(viewer, key, (tx) => setReaction(tx, { ...key, userId: viewer.id, emoji }))
}

/**
 * Changes a stored message under the conversation's lock and publishes the change to the members when `work` returns
 * true. Throws `not_friends` in a closed conversation, where messages can no longer change.
 */
async function change(
  viewer: Viewer,
  { conversationId, seq }: MessageKey,
  work: (tx: Tx, message: LockedMessage) => Promise<boolean>,
  { allowRetracted = false } = {},
): Promise<Message> {
  await consumeFrequent([{ key: `change:${viewer.id}`, max: currentLimits().sendPerMinute, windowSeconds: MINUTE }])
  const write = async (tx: Tx, announce: Announce) => {
    const conversation = await lockedConversationFor(tx, viewer, conversationId)
    const message = await findMessageToChange(tx, conversationId, seq)
    if (!message || !isVisible(conversation, seq) || (message.retracted && !allowRetracted)) throw noSuchMessage()
    if (!conversation.open || !conversation.isMember)
      throw new AppError('forbidden', 'not_friends', 'You can write to friends only.')
    if (await work(tx, message))
      announce(await listMemberIds(tx, conversationId), { type: 'message_updated', data: { conversationId, seq } })
    const changed = await findMessage(tx, conversationId, seq)
    if (!changed) throw noSuchMessage()
    return messageView(changed)
  }
  return serializeChange(conversationId, () => commit(write))
}

function assertOwn({ senderId }: { senderId: string }, viewer: Viewer) {
  if (senderId !== viewer.id) throw notYours()
}

export const noSuchMessage = () => new AppError('not_found', 'not_found', 'There is no such message.')
const notYours = () => new AppError('forbidden', 'not_your_message', 'Only its sender can do that.')
const tooLate = (message: string) => new AppError('conflict', 'too_late', message)
