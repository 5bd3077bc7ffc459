import 'server-only'
import { z } from 'zod'
import { defineRoute } from '@/lib/boundary/route'
import { greet } from '@/lib/friends/service-greeting'
import {
  deliveredInput,
  draftInput,
  editMessageInput,
  greetingInput,
  oneMessageInput,
  reactInput,
  searchMessagesInput,
  typingInput,
} from './schema'
import { editMessage, react, retractMessage } from './service-change'
import { draftsOf, hideForMe, saveDraft } from './service-own'
import { markDelivered, sayTyping } from './service-receipts'
import { searchMessages } from './service-search'

export const patchMessage = defineRoute({
  method: 'PATCH',
  path: '/api/messages/:conversationId/:seq',
  access: 'viewer',
  input: editMessageInput,
  run: async (viewer, input) => ({ status: 200, body: { message: await editMessage(viewer, input) } }),
})

/** Hides the message from the viewer, or with `?for=everyone` takes it back from both. */
export const deleteMessage = defineRoute({
  method: 'DELETE',
  path: '/api/messages/:conversationId/:seq',
  access: 'viewer',
  input: oneMessageInput,
  run: async (viewer, { conversationId, seq, for: whom }) => {
    if (whom === 'everyone') await retractMessage(viewer, { conversationId, seq })
    else await hideForMe(viewer, conversationId, seq)
    return { status: 204 }
  },
})

export const postReaction = defineRoute({
  method: 'POST',
  path: '/api/messages/:conversationId/:seq/reaction',
  access: 'viewer',
  input: reactInput,
  run: async (viewer, input) => ({ status: 200, body: { message: await react(viewer, input) } }),
})

export const postGreeting = defineRoute({
  method: 'POST',
  path: '/api/messages/greeting',
  access: 'viewer',
  input: greetingInput,
  run: async (viewer, input) => {
    const { greeting, isNew } = await greet(viewer, input)
    return { status: isNew ? 201 : 200, body: { greeting } }
  },
})

export const postTyping = defineRoute({
  method: 'POST',
  path: '/api/messages/typing',
  access: 'viewer',
  input: typingInput,
  run: async (viewer, { conversationId, stopped }) => {
    await sayTyping(viewer, conversationId, stopped)
    return { status: 204 }
  },
})

export const postDelivered = defineRoute({
  method: 'POST',
  path: '/api/messages/delivered',
  access: 'viewer',
  input: deliveredInput,
  run: async (viewer, { items }) => {
    await markDelivered(viewer, items)
    return { status: 204 }
  },
})

export const getMessageSearch = defineRoute({
  method: 'GET',
  path: '/api/messages/search',
  access: 'viewer',
  input: searchMessagesInput,
  run: async (viewer, input) => ({ status: 200, body: await searchMessages(viewer, input) }),
})

export const getDrafts = defineRoute({
  method: 'GET',
  path: '/api/messages/drafts',
  access: 'viewer',
  input: z.object({}),
  run: async (viewer) => ({ status: 200, body: { items: await draftsOf(viewer), nextCursor: null } }),
})

export const postDraft = defineRoute({
  method: 'POST',
  path: '/api/messages/drafts',
  access: 'viewer',
  input: draftInput,
  run: async (viewer, input) => {
    await saveDraft(viewer, input)
    return { status: 204 }
  },
})
