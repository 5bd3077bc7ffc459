import type { LogEvent } from '@/lib/events/registry'
import type { Message } from './schema'

/** Reduces a message that others reply to; null when the viewer may not see it. */
export function reduceQuoted(quoted: Message | null, event: LogEvent): Message | null {
  switch (event.type) {
    case 'message_updated':
      if ('gone' in event.data) return isAt(quoted, event.data) ? null : quoted
      return isAt(quoted, event.data.message) && quoted.modSeq < event.data.message.modSeq ? event.data.message : quoted
    case 'message_hidden':
      return isAt(quoted, event.data) ? null : quoted
    default:
      return quoted
  }
}

const isAt = (quoted: Message | null, place: { conversationId: string; seq: number }): quoted is Message =>
  quoted?.conversationId === place.conversationId && quoted.seq === place.seq
