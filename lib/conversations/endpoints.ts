import 'server-only'
import { defineRoute } from '@/lib/http/route'
import {
  deliveredInput,
  listConversationsInput,
  markReadInput,
  oneConversationInput,
  openConversationInput,
  typingInput,
} from './schema'
import { markRead, openConversation } from './service'
import { conversationOf, conversationsOf } from './service-list'
import { markDelivered, publishTyping } from './service-receipts'

export const listConversationsEndpoint = defineRoute({
  method: 'GET',
  path: '/api/messages/conversations',
  access: 'viewer',
  input: listConversationsInput,
  run: async (viewer, input) => ({ status: 200, body: await conversationsOf(viewer, input) }),
})

export const openConversationEndpoint = defineRoute({
  method: 'POST',
  path: '/api/messages/conversations',
  access: 'viewer',
  input: openConversationInput,
  run: async (viewer, { userId }) => {
    const { conversation, isNew } = await openConversation(viewer, userId)
    return { status: isNew ? 201 : 200, body: { conversation } }
  },
})

export const getConversationEndpoint = defineRoute({
  method: 'GET',
  path: '/api/messages/conversations/:conversationId',
  access: 'viewer',
  input: oneConversationInput,
  run: async (viewer, { conversationId }) => ({
    status: 200,
    body: { conversation: await conversationOf(viewer, conversationId) },
  }),
})

export const markReadEndpoint = defineRoute({
  method: 'POST',
  path: '/api/messages/mark-read',
  access: 'viewer',
  input: markReadInput,
  run: async (viewer, input) => ({ status: 200, body: await markRead(viewer, input) }),
})

export const typingEndpoint = defineRoute({
  method: 'POST',
  path: '/api/messages/typing',
  access: 'viewer',
  input: typingInput,
  run: async (viewer, { conversationId, stopped }) => {
    await publishTyping(viewer, conversationId, stopped)
    return { status: 204 }
  },
})

export const markDeliveredEndpoint = defineRoute({
  method: 'POST',
  path: '/api/messages/delivered',
  access: 'viewer',
  input: deliveredInput,
  run: async (viewer, { items }) => {
    await markDelivered(viewer, items)
    return { status: 204 }
  },
})
