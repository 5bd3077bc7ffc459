import type { LogEvent } from '@/lib/events/registry'
import type { Message } from '@/lib/messages/schema'
import { mapItems, type Pages } from '@/lib/pages'
import type { SearchHit } from './schema'

/** Reduces search hits: removes hidden and retracted messages and updates changed ones. */
export function reduceHits(list: Pages<SearchHit>, event: LogEvent): Pages<SearchHit> {
  switch (event.type) {
    case 'message_hidden':
      return withoutHit(list, event.data)
    case 'message_updated':
      if ('gone' in event.data) return withoutHit(list, event.data)
      return event.data.message.retracted
        ? withoutHit(list, event.data.message)
        : withNewerHit(list, event.data.message)
    default:
      return list
  }
}

interface Place {
  conversationId: string
  seq: number
}

const isAt =
  ({ conversationId, seq }: Place) =>
  ({ message }: SearchHit) =>
    message.conversationId === conversationId && message.seq === seq

const withoutHit = (list: Pages<SearchHit>, place: Place) =>
  mapItems(list, (hits) => (hits.some(isAt(place)) ? hits.filter((hit) => !isAt(place)(hit)) : hits))

function withNewerHit(list: Pages<SearchHit>, message: Message) {
  const isOlder = (hit: SearchHit) => isAt(message)(hit) && hit.message.modSeq < message.modSeq
  return mapItems(list, (hits) =>
    hits.some(isOlder) ? hits.map((hit) => (isOlder(hit) ? { ...hit, message } : hit)) : hits,
  )
}
