import 'server-only'
import { defineRoute } from '@/lib/http/route'
import { greetingInput } from './schema'
import { greet } from './service'

export const greetEndpoint = defineRoute({
  method: 'POST',
  path: '/api/messages/greeting',
  access: 'viewer',
  input: greetingInput,
  run: async (viewer, input) => {
    const { greeting, isNew } = await greet(viewer, input)
    return { status: isNew ? 201 : 200, body: { greeting } }
  },
})
