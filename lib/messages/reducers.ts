import type { LogEvent } from '@/lib/events/registry'
import { mapItems, type Pages } from '@/lib/pages'
import type { Message } from './schema'

/**
 * Returns the messages of a conversation with `message` on the page that covers its seq: pages newest first, each
 * ascending by seq. A message below the oldest loaded page is left out, because loading that page brings it.
 */
export function withMessage(list: Pages<Message>, message: Message): Pages<Message> {
  const index = list.pages.findIndex(({ nextCursor }) => nextCursor === null || Number(nextCursor) <= message.seq)
  const page = list.pages[index]
  if (!page || page.items.some(({ seq }) => seq === message.seq)) return list
  const last = page.items.at(-1)
  const items = [...page.items, message]
  if (last && last.seq > message.seq) items.sort((a, b) => a.seq - b.seq)
  return { ...list, pages: list.pages.map((other) => (other === page ? { ...page, items } : other)) }
}

export function reduceMessages(list: Pages<Message>, event: LogEvent, conversationId: string): Pages<Message> {
  switch (event.type) {
    case 'new_message':
    case 'message_updated': {
      if (messagePosition(event.data).conversationId !== conversationId) return list
      if ('gone' in event.data) return withoutMessage(list, event.data.seq)
      return event.type === 'new_message'
        ? withMessage(list, event.data.message)
        : withNewerMessage(list, event.data.message)
    }
    case 'message_hidden':
      return event.data.conversationId === conversationId ? withoutMessage(list, event.data.seq) : list
    default:
      return list
  }
}

/** Removes the message with that seq. */
export const withoutMessage = (list: Pages<Message>, seq: number) =>
  mapItems(list, (items) => (items.some((item) => item.seq === seq) ? items.filter((item) => item.seq !== seq) : items))

/** Replaces a message by its newer version; an older version changes nothing. */
export function withNewerMessage(list: Pages<Message>, message: Message) {
  const isOlder = (item: Message) => item.seq === message.seq && item.modSeq < message.modSeq
  return mapItems(list, (items) =>
    items.some(isOlder) ? items.map((item) => (isOlder(item) ? message : item)) : items,
  )
}

export const messagePosition = (data: { message: Message } | { conversationId: string; seq: number }) =>
  'message' in data ? data.message : data

/** Returns the message as it is after it was retracted. */
export const retracted = <Shown extends Message>(message: Shown): Shown => ({
  ...message,
  body: '',
  reactions: [],
  retracted: true,
})
