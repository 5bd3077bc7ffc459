import 'server-only'
import { z } from 'zod'
import { defineRoute } from '@/lib/http/route'
import { wholeNumber } from '@/lib/text'
import { readEventsSince } from './service'

const syncInput = z.object({
  since: wholeNumber,
  limit: wholeNumber.pipe(z.number().min(1).max(500)).default(200),
})

export const syncEndpoint = defineRoute({
  method: 'GET',
  path: '/api/sync',
  access: 'viewer',
  input: syncInput,
  run: async (viewer, { since, limit }) => {
    const result = await readEventsSince(viewer, since, limit)
    return result ? { status: 200, body: result } : { status: 204 }
  },
})
