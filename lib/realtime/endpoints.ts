import 'server-only'
import { z } from 'zod'
import { defineRoute } from '@/lib/http/route'
import { authenticateUser, authorizeChannel, realtimeConfig } from './authorization'
import { channelAuthInput, userAuthInput } from './schema'

export const realtimeConfigEndpoint = defineRoute({
  method: 'GET',
  path: '/api/realtime/config',
  access: 'viewer',
  input: z.object({}),
  run: async (viewer) => ({ status: 200, body: realtimeConfig(viewer) }),
})

export const authorizeChannelEndpoint = defineRoute({
  method: 'POST',
  path: '/api/realtime/auth',
  access: 'viewer',
  format: 'form',
  input: channelAuthInput,
  refuseInputAs: 'malformed',
  run: async (viewer, input) => ({
    status: 200,
    body: await authorizeChannel(viewer, input.socket_id, input.channel_name),
  }),
})

export const authenticateUserEndpoint = defineRoute({
  method: 'POST',
  path: '/api/realtime/user-auth',
  access: 'viewer',
  format: 'form',
  input: userAuthInput,
  refuseInputAs: 'malformed',
  run: async (viewer, input) => ({ status: 200, body: authenticateUser(viewer, input.socket_id) }),
})
