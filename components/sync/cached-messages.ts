import type { QueryClient } from '@tanstack/react-query'
import { queries } from '@/lib/events/apply-event'
import { type MessageWindow, withStoredInWindow, withStoredMessage } from '@/lib/messages/reducers-window'
import type { Message } from '@/lib/messages/schema'
import type { Pages } from '@/lib/pages'

/** Changes the messages of a conversation wherever they are cached. `change` adds none. */
export function changeCachedMessages(
  queryClient: QueryClient,
  conversationId: string,
  change: (list: Pages<Message>) => Pages<Message>,
) {
  for (const queryKey of [queries.messages.key(conversationId), [queries.messagesAround.name, conversationId]])
    queryClient.setQueriesData<Pages<Message>>({ queryKey }, (list) => list && change(list))
}

/** Puts a message that the server has stored into every cached list of its conversation that it belongs to. */
export function cacheStoredMessage(queryClient: QueryClient, message: Message) {
  const { conversationId } = message
  queryClient.setQueryData<Pages<Message>>(
    queries.messages.key(conversationId),
    (list) => list && withStoredMessage(list, message),
  )
  queryClient.setQueriesData<MessageWindow>(
    { queryKey: [queries.messagesAround.name, conversationId] },
    (window) => window && withStoredInWindow(window, message),
  )
}
