import { defineQuery } from '@/lib/events/define-query'
import type { Pages } from '@/lib/pages'
import { reduceDrafts } from './reducers-drafts'
import { reduceQuoted } from './reducers-quoted'
import { type MessageWindow, reduceNewest, reduceWindow } from './reducers-window'
import type { Draft, Message } from './schema'

/** The newest messages of a conversation. */
export const messages = defineQuery<Pages<Message>, [conversationId: string]>()(
  'messages',
  (data, event, { params: [conversationId] }) => reduceNewest(data, event, conversationId),
)

/** A part of the history: around the message with that seq, or where the viewer has scrolled to. */
export const messagesAround = defineQuery<MessageWindow, [conversationId: string, place: number | 'scrolled']>()(
  'messagesAround',
  (data, event, { params: [conversationId] }) => reduceWindow(data, event, conversationId),
)

/** A message that others reply to; null for one that the viewer may not see any more. */
export const quoted = defineQuery<Message | null, [conversationId: string, seq: number]>()('quoted', reduceQuoted)

export const drafts = defineQuery<Draft[]>()('drafts', reduceDrafts)
