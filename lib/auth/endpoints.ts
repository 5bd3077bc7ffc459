import 'server-only'
import { z } from 'zod'
import { defineRoute } from '@/lib/http/route'
import { sessionInput } from './schema'
import { endOtherSessions, endSessionOf, sessionsOf } from './service'

export const listSessionsEndpoint = defineRoute({
  method: 'GET',
  path: '/api/me/sessions',
  access: 'viewer',
  input: z.object({}),
  run: async (viewer) => ({ status: 200, body: { items: await sessionsOf(viewer), nextCursor: null } }),
})

export const endSessionEndpoint = defineRoute({
  method: 'DELETE',
  path: '/api/me/sessions/:sessionId',
  access: 'viewer',
  input: sessionInput,
  run: async (viewer, { sessionId }) => {
    await endSessionOf(viewer, sessionId)
    return { status: 204 }
  },
})

export const endOtherSessionsEndpoint = defineRoute({
  method: 'DELETE',
  path: '/api/me/sessions',
  access: 'viewer',
  input: z.object({}),
  run: async (viewer) => {
    await endOtherSessions(viewer)
    return { status: 204 }
  },
})
