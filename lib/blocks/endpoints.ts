import 'server-only'
import { otherPersonInput } from '@/lib/friends/schema'
import { defineRoute } from '@/lib/http/route'
import { block, unblock } from './service'

export const blockEndpoint = defineRoute({
  method: 'POST',
  path: '/api/friends/block/:userId',
  access: 'viewer',
  input: otherPersonInput,
  run: async (viewer, { userId }) => {
    await block(viewer, userId)
    return { status: 200, body: { blocked: true } }
  },
})

export const unblockEndpoint = defineRoute({
  method: 'POST',
  path: '/api/friends/unblock/:userId',
  access: 'viewer',
  input: otherPersonInput,
  run: async (viewer, { userId }) => {
    await unblock(viewer, userId)
    return { status: 200, body: { blocked: false } }
  },
})
