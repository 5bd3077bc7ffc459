import { daysBetween } from '@/components/format'
import type { ShownMessage } from './use-messages'

/** What stands in a conversation, from top to bottom. */
export type Block =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'unread'; key: string }
  | { kind: 'group'; key: string; senderId: string; messages: ShownMessage[] }

/** Messages of one sender with no longer silence between them stand together. */
const SILENCE_MS = 5 * 60_000

/**
 * Messages grouped by sender, time and day. The unread divider stands before the first message of somebody else above
 * `readUpTo`; undefined draws none.
 */
export function arrange(messages: readonly ShownMessage[], viewerId: string, readUpTo: number | undefined): Block[] {
  const blocks: Block[] = []
  const firstUnread = readUpTo === undefined ? undefined : messages.find(isUnread(viewerId, readUpTo))
  let previous: ShownMessage | undefined
  for (const message of messages) {
    const startsDay = !previous || !sameDay(previous, message)
    if (startsDay) blocks.push({ kind: 'day', key: `day ${keyOf(message)}`, at: message.createdAt })
    if (message === firstUnread) blocks.push({ kind: 'unread', key: 'unread' })
    const last = blocks.at(-1)
    if (last?.kind === 'group' && previous && belongsTo(previous, message)) last.messages.push(message)
    else blocks.push({ kind: 'group', key: keyOf(message), senderId: message.senderId, messages: [message] })
    previous = message
  }
  return blocks
}

/** The same before and after it is stored; a clientId is its sender's own, and another may have used the same. */
export const keyOf = ({ senderId, clientId }: ShownMessage) => `${senderId} ${clientId}`

export const isUnread = (viewerId: string, readUpTo: number) => (message: ShownMessage) =>
  message.senderId !== viewerId && message.seq > readUpTo

const belongsTo = (previous: ShownMessage, message: ShownMessage) =>
  previous.senderId === message.senderId && Date.parse(message.createdAt) - Date.parse(previous.createdAt) < SILENCE_MS

const sameDay = (a: ShownMessage, b: ShownMessage) => daysBetween(new Date(a.createdAt), new Date(b.createdAt)) === 0
