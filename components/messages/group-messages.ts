import { daysBetween } from '@/components/strings/format'
import type { DisplayMessage } from './use-messages'

/** What stands in a conversation, from top to bottom. */
export type TimelineItem =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'unread'; key: string }
  | { kind: 'group'; key: string; senderId: string; messages: DisplayMessage[] }

/** Messages of one sender with no longer silence between them stand together. */
const SILENCE_MS = 5 * 60_000

/**
 * Messages grouped by sender, time and day. The unread divider stands before the first message of somebody else above
 * `readUpTo`; undefined draws none.
 */
export function groupMessages(
  messages: readonly DisplayMessage[],
  viewerId: string,
  readUpTo: number | undefined,
): TimelineItem[] {
  const blocks: TimelineItem[] = []
  const firstUnread = readUpTo === undefined ? undefined : messages.find(isUnread(viewerId, readUpTo))
  let previous: DisplayMessage | undefined
  for (const message of messages) {
    const startsDay = !previous || !sameDay(previous, message)
    if (startsDay) blocks.push({ kind: 'day', key: `day ${messageKey(message)}`, at: message.createdAt })
    if (message === firstUnread) blocks.push({ kind: 'unread', key: 'unread' })
    const last = blocks.at(-1)
    if (last?.kind === 'group' && previous && belongsTo(previous, message)) last.messages.push(message)
    else blocks.push({ kind: 'group', key: messageKey(message), senderId: message.senderId, messages: [message] })
    previous = message
  }
  return blocks
}

/** The same before and after it is stored; a clientId is its sender's own, and another may have used the same. */
export const messageKey = ({ senderId, clientId }: DisplayMessage) => `${senderId} ${clientId}`

export const isUnread = (viewerId: string, readUpTo: number) => (message: DisplayMessage) =>
  message.senderId !== viewerId && message.seq > readUpTo

const belongsTo = (previous: DisplayMessage, message: DisplayMessage) =>
  previous.senderId === message.senderId && Date.parse(message.createdAt) - Date.parse(previous.createdAt) < SILENCE_MS

const sameDay = (a: DisplayMessage, b: DisplayMessage) =>
  daysBetween(new Date(a.createdAt), new Date(b.createdAt)) === 0
