import 'server-only'
import type { Tx } from '@/db/client'
import { lockConversation } from '@/db/queries/conversations'
import { editMessageBody, findMessageAge, retractMessageBody, setReaction } from '@/db/queries/message-changes'
import { replaceInIndex } from '@/db/queries/message-search'
import { findMessage } from '@/db/queries/messages'
import { currentLimits } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { type Announce, commit } from '@/lib/events/commit'
import { consume } from '@/lib/rate-limits/service'
import { toIndexRow } from '@/lib/search-index/indexer'
import type { Viewer } from '@/lib/session/viewer'
import { assertMember } from './access'
import { serializeChange } from './concurrency'
import { isEmoji } from './emoji'
import { bodyError } from './rules'
import type { EditMessageInput, Message, ReactInput } from './schema'
import { invalidBody } from './service-send'
import { messageView } from './views'

const MINUTE = 60
const HOUR = 3600

interface Place {
  conversationId: string
  seq: number
}

type Held = NonNullable<Awaited<ReturnType<typeof findMessageAge>>> & Pair

interface Pair {
  lowId: string | null
  highId: string | null
}

/** Writes a message anew, for `editMinutes` after it was sent. The same words again change nothing. */
export async function editMessage(viewer: Viewer, { body, ...place }: EditMessageInput): Promise<Message> {
  const limits = currentLimits()
  if (bodyError(body, limits.messageCodePoints)) throw invalidBody(body, limits)
  return change(viewer, place, async (tx, message) => {
    assertOwn(message, viewer)
    if (message.seconds > limits.editMinutes * MINUTE)
      throw tooLate(`A message can be edited for ${limits.editMinutes} minutes.`)
    if (message.body === body) return false
    await editMessageBody(tx, place.conversationId, place.seq, body)
    await replaceInIndex(tx, toIndexRow({ ...place, ...message, body }))
    return true
  })
}

/** Takes a message back from everybody, for `retractHours` after it was sent. Its place stays, empty. */
export async function retractMessage(viewer: Viewer, place: Place): Promise<void> {
  const { retractHours } = currentLimits()
  await change(
    viewer,
    place,
    async (tx, message) => {
      assertOwn(message, viewer)
      if (message.retracted) return false
      if (message.seconds > retractHours * HOUR)
        throw tooLate(`A message can be deleted for everyone for ${retractHours} hours.`)
      await retractMessageBody(tx, place.conversationId, place.seq)
      await replaceInIndex(tx, toIndexRow({ ...place, ...message, body: '' }))
      return true
    },
    'retracted too',
  )
}

/** Sets the viewer's one reaction to a message, or takes it away with null. */
export async function react(viewer: Viewer, { emoji, ...place }: ReactInput): Promise<Message> {
  if (emoji !== null && !isEmoji(emoji))
    throw new AppError('invalid', 'invalid', 'That is no emoji.', { errors: { emoji: 'Choose one emoji.' } })
  return change(viewer, place, (tx) => setReaction(tx, { ...place, userId: viewer.id, emoji }))
}

/**
 * Changes a stored message under the conversation's lock and tells both people, if `work` says that it changed
 * anything. Refuses where nothing may be written any more: what was said then stays as it was.
 */
async function change(
  viewer: Viewer,
  { conversationId, seq }: Place,
  work: (tx: Tx, message: Held) => Promise<boolean>,
  retracted?: 'retracted too',
): Promise<Message> {
  await consume([{ key: `change:${viewer.id}`, max: currentLimits().sendPerMinute, windowSeconds: MINUTE }])
  const write = async (tx: Tx, announce: Announce) => {
    await assertMember(tx, viewer, conversationId)
    const held = await lockConversation(tx, conversationId)
    const message = await findMessageAge(tx, conversationId, seq)
    if (!held || !message || (message.retracted && !retracted)) throw noSuchMessage()
    if (!held.open) throw new AppError('forbidden', 'not_friends', 'You can write to friends only.')
    const members = [held.lowId, held.highId].filter((id) => id !== null)
    if (await work(tx, { ...message, lowId: held.lowId, highId: held.highId }))
      announce(members, { type: 'message_updated', data: { conversationId, seq } })
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
