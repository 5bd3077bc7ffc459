import { defineQuery } from '@/lib/events/define-query'
import type { Pages } from '@/lib/pages'
import { reduceMessages } from './reducers'
import { reduceDrafts } from './reducers-drafts'
import { reduceQuoted } from './reducers-quoted'
import type { Draft, Message } from './schema'

/** The history from the newest message back. */
export const messages = defineQuery<Pages<Message>, [conversationId: string]>()(
  'messages',
  (data, event, { params: [conversationId] }) => reduceMessages(data, event, conversationId),
)

/** A message that others reply to; null for one that the viewer may not see any more. */
export const quoted = defineQuery<Message | null, [conversationId: string, seq: number]>()('quoted', reduceQuoted)

export const drafts = defineQuery<Draft[]>()('drafts', reduceDrafts)
