import 'server-only'
import { defineRoute } from '@/lib/http/route'
import { listNotificationsInput, readNotificationsInput } from './schema'
import { notificationsOf, readNotifications } from './service'

export const listNotificationsEndpoint = defineRoute({
  method: 'GET',
  path: '/api/notifications',
  access: 'viewer',
  input: listNotificationsInput,
  run: async (viewer, input) => ({ status: 200, body: await notificationsOf(viewer, input) }),
})

export const readNotificationsEndpoint = defineRoute({
  method: 'POST',
  path: '/api/notifications/read',
  access: 'viewer',
  input: readNotificationsInput,
  run: async (viewer, { upTo }) => ({ status: 200, body: await readNotifications(viewer, upTo) }),
})
