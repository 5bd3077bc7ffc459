import 'server-only'
import { z } from 'zod'
import { defineRoute } from '@/lib/http/route'
import { isOperator } from './is-operator'
import { health } from './service'

export const healthEndpoint = defineRoute({
  method: 'GET',
  path: '/api/health',
  access: 'public',
  input: z.object({}),
  run: async (_, _input, { header }) => {
    const body = await health({ isOperator: isOperator(header) })
    return { status: body.database === 'up' ? 200 : 503, body }
  },
})
