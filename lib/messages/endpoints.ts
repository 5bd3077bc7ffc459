import 'server-only'
import { z } from 'zod'
import { defineRoute } from '@/lib/http/route'
import { draftInput, editMessageInput, historyInput, oneMessageInput, reactInput, sendMessageInput } from './schema'
import { editMessage, react, retractMessage } from './service-change'
import { draftsOf, hideMessageForViewer, saveDraft } from './service-drafts'
import { historyOf } from './service-history'
import { sendMessage } from './service-send'

export const editMessageEndpoint = defineRoute({
  method: 'PATCH',
  path: '/api/messages/:conversationId/:seq',
  access: 'viewer',
  input: editMessageInput,
  run: async (viewer, input) => ({ status: 200, body: { message: await editMessage(viewer, input) } }),
})

/** Hides the message for the viewer only, or with `?for=everyone` retracts it for all members. */
export const deleteMessageEndpoint = defineRoute({
  method: 'DELETE',
  path: '/api/messages/:conversationId/:seq',
  access: 'viewer',
  input: oneMessageInput,
  run: async (viewer, { conversationId, seq, for: scope }) => {
    if (scope === 'everyone') await retractMessage(viewer, { conversationId, seq })
    else await hideMessageForViewer(viewer, conversationId, seq)
    return { status: 204 }
  },
})

export const reactEndpoint = defineRoute({
  method: 'POST',
  path: '/api/messages/:conversationId/:seq/reaction',
  access: 'viewer',
  input: reactInput,
  run: async (viewer, input) => ({ status: 200, body: { message: await react(viewer, input) } }),
})

export const listDraftsEndpoint = defineRoute({
  method: 'GET',
  path: '/api/messages/drafts',
  access: 'viewer',
  input: z.object({}),
  run: async (viewer) => ({ status: 200, body: { items: await draftsOf(viewer), nextCursor: null } }),
})

export const saveDraftEndpoint = defineRoute({
  method: 'POST',
  path: '/api/messages/drafts',
  access: 'viewer',
  input: draftInput,
  run: async (viewer, input) => {
    await saveDraft(viewer, input)
    return { status: 204 }
  },
})

export const historyEndpoint = defineRoute({
  method: 'GET',
  path: '/api/messages/:conversationId',
  access: 'viewer',
  input: historyInput,
  run: async (viewer, input) => ({ status: 200, body: await historyOf(viewer, input) }),
})

export const sendMessageEndpoint = defineRoute({
  method: 'POST',
  path: '/api/messages/send',
  access: 'viewer',
  input: sendMessageInput,
  run: async (viewer, input) => {
    const { message, isNew } = await sendMessage(viewer, input)
    return { status: isNew ? 201 : 200, body: { message } }
  },
})
