import 'server-only'
import { defineRoute } from '@/lib/boundary/route'
import {
  historyInput,
  listConversationsInput,
  markReadInput,
  oneConversationInput,
  openConversationInput,
  sendMessageInput,
} from './schema'
import { markRead, openConversation } from './service'
import { conversationOf, conversationsOf, historyOf } from './service-list'
import { sendMessage } from './service-send'

export const getConversations = defineRoute({
  method: 'GET',
  path: '/api/messages/conversations',
  access: 'viewer',
  input: listConversationsInput,
  run: async (viewer, input) => ({ status: 200, body: await conversationsOf(viewer, input) }),
})

export const postConversation = defineRoute({
  method: 'POST',
  path: '/api/messages/conversations',
  access: 'viewer',
  input: openConversationInput,
  run: async (viewer, { userId }) => {
    const { conversation, isNew } = await openConversation(viewer, userId)
    return { status: isNew ? 201 : 200, body: { conversation } }
  },
})

export const getConversation = defineRoute({
  method: 'GET',
  path: '/api/messages/conversations/:conversationId',
  access: 'viewer',
  input: oneConversationInput,
  run: async (viewer, { conversationId }) => ({
    status: 200,
    body: { conversation: await conversationOf(viewer, conversationId) },
  }),
})

export const getHistory = defineRoute({
  method: 'GET',
  path: '/api/messages/:conversationId',
  access: 'viewer',
  input: historyInput,
  run: async (viewer, input) => ({ status: 200, body: await historyOf(viewer, input) }),
})

export const postMessage = defineRoute({
  method: 'POST',
  path: '/api/messages/send',
  access: 'viewer',
  input: sendMessageInput,
  run: async (viewer, input) => {
    const { message, isNew } = await sendMessage(viewer, input)
    return { status: isNew ? 201 : 200, body: { message } }
  },
})

export const postMarkRead = defineRoute({
  method: 'POST',
  path: '/api/messages/mark-read',
  access: 'viewer',
  input: markReadInput,
  run: async (viewer, input) => ({ status: 200, body: await markRead(viewer, input) }),
})
