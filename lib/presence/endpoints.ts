import 'server-only'
import { z } from 'zod'
import { defineRoute } from '@/lib/http/route'
import { webhookInput } from './schema'
import { handleWebhook, onlineFriendsOf } from './service'

export const onlineFriendsEndpoint = defineRoute({
  method: 'GET',
  path: '/api/friends/online',
  access: 'viewer',
  input: z.object({}),
  run: async (viewer) => ({ status: 200, body: await onlineFriendsOf(viewer) }),
})

/** Called by an external realtime server, which is authenticated by its signature. */
export const webhookEndpoint = defineRoute({
  method: 'POST',
  path: '/api/realtime/webhook',
  access: 'public',
  format: 'bytes',
  input: webhookInput,
  run: async (_, { bytes }, { header }) => {
    await handleWebhook({
      body: Buffer.from(bytes).toString(),
      key: header('x-pusher-key') ?? '',
      signature: header('x-pusher-signature') ?? '',
    })
    return { status: 204 }
  },
})
