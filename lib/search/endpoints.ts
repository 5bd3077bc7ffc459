import 'server-only'
import { defineRoute } from '@/lib/http/route'
import { searchMessagesInput } from './schema'
import { searchMessages } from './service'

export const searchMessagesEndpoint = defineRoute({
  method: 'GET',
  path: '/api/messages/search',
  access: 'viewer',
  input: searchMessagesInput,
  run: async (viewer, input) => ({ status: 200, body: await searchMessages(viewer, input) }),
})
