import 'server-only'
import { z } from 'zod'
import { defineRoute } from '@/lib/boundary/route'

/** Nothing is notified yet: an empty page for everybody signed in. */
export const getNotifications = defineRoute({
  method: 'GET',
  path: '/api/notifications',
  access: 'viewer',
  input: z.object({}),
  run: async () => ({ status: 200, body: { items: [], nextCursor: null } }),
})
