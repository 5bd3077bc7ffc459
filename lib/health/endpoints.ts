import 'server-only'
import { z } from 'zod'
import { defineRoute } from '@/lib/boundary/route'
import { health } from './service'

export const getHealth = defineRoute({
  method: 'GET',
  path: '/api/health',
  access: 'public',
  input: z.object({}),
  run: async () => {
    const body = await health()
    return { status: body.database === 'up' ? 200 : 503, body }
  },
})
