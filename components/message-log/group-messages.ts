import type { DisplayMessage } from '@/components/message-data/use-messages'
import type { TimeFormat } from '@/components/strings/time-format'

/** An item of a conversation's timeline, from top to bottom. */
export type TimelineItem =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'unread'; key: string }
  | { kind: 'group'; key: string; senderId: string; messages: DisplayMessage[] }

/** A longer gap between two messages begins a new group. */
const GROUP_GAP_MS = 5 * 60_000

/**
 * Groups messages by sender, time and day. The unread divider is before the first message of another person with a seq
 * above `readUpTo`; undefined means no divider. `daysBetween` is that of the reader's time zone.
 */
export function groupMessages(
  messages: readonly DisplayMessage[],
  viewerId: string,
  readUpTo: number | undefined,
  daysBetween: TimeFormat['daysBetween'],
): TimelineItem[] {
  const sameDay = (a: DisplayMessage, b: DisplayMessage) =>
    daysBetween(new Date(a.createdAt), new Date(b.createdAt)) === 0
  const items: TimelineItem[] = []
  const firstUnread = readUpTo === undefined ? undefined : messages.find(isUnread(viewerId, readUpTo))
  let previous: DisplayMessage | undefined
  for (const message of messages) {
    const startsDay = !previous || !sameDay(previous, message)
    if (startsDay) items.push({ kind: 'day', key: `day ${messageKey(message)}`, at: message.createdAt })
    if (message === firstUnread) items.push({ kind: 'unread', key: 'unread' })
    const last = items.at(-1)
    if (last?.kind === 'group' && previous && belongsTo(previous, message)) last.messages.push(message)
    else items.push({ kind: 'group', key: messageKey(message), senderId: message.senderId, messages: [message] })
    previous = message
  }
  return items
}

/** Returns a key that is the same before and after a message is stored. Two senders may have used the same clientId. */
export const messageKey = ({ senderId, clientId }: DisplayMessage) => `${senderId} ${clientId}`

export const isUnread = (viewerId: string, readUpTo: number) => (message: DisplayMessage) =>
  message.senderId !== viewerId && message.seq > readUpTo

const belongsTo = (previous: DisplayMessage, message: DisplayMessage) =>
  previous.senderId === message.senderId &&
  Date.parse(message.createdAt) - Date.parse(previous.createdAt) < GROUP_GAP_MS
